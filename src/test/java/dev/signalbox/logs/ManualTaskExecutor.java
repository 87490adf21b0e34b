package dev.signalbox.logs;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;

/** Runs tasks explicitly with a simulated clock. */
final class ManualTaskExecutor implements TaskExecutor {

  private final Queue<Runnable> ready = new ArrayDeque<>();
  private final List<Scheduled> waiting = new ArrayList<>();
  private Duration time = Duration.ZERO;

  @Override
  public void execute(Runnable task) {
    ready.add(task);
  }

  @Override
  public void schedule(Duration delay, Runnable task) {
    waiting.add(new Scheduled(time.plus(delay), task));
  }

  /** Runs all due tasks, including those they submit. */
  void run() {
    for (Runnable next = ready.poll(); next != null; next = ready.poll()) {
      try {
        next.run();
      } catch (ScriptedAllocationLogs.WouldBlock stays) {
        // a real thread would block here
      }
    }
  }

  /** Advances the time and runs all tasks that are due. */
  void pass(Duration length) {
    time = time.plus(length);
    List<Scheduled> due =
        waiting.stream()
            .filter(one -> one.at.compareTo(time) <= 0)
            .sorted(Comparator.comparing(Scheduled::at))
            .toList();
    waiting.removeAll(due);
    due.forEach(one -> ready.add(one.task));
    run();
  }

  private record Scheduled(Duration at, Runnable task) {}
}
