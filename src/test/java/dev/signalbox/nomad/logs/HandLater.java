package dev.signalbox.nomad.logs;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;

/** Runs things when the test says so, and as late as the test says. */
final class HandLater implements Later {

  private final Queue<Runnable> due = new ArrayDeque<>();
  private final List<Waiting> waiting = new ArrayList<>();
  private Duration time = Duration.ZERO;

  @Override
  public void now(Runnable task) {
    due.add(task);
  }

  @Override
  public void after(Duration wait, Runnable task) {
    waiting.add(new Waiting(time.plus(wait), task));
  }

  /** Runs what is due, and what comes of it. */
  void run() {
    for (Runnable next = due.poll(); next != null; next = due.poll()) {
      try {
        next.run();
      } catch (ScriptedLogs.Stays stays) {
        // a thread that would block there
      }
    }
  }

  /** Lets time pass. */
  void pass(Duration length) {
    time = time.plus(length);
    List<Waiting> over =
        waiting.stream()
            .filter(one -> one.at.compareTo(time) <= 0)
            .sorted(Comparator.comparing(Waiting::at))
            .toList();
    waiting.removeAll(over);
    over.forEach(one -> due.add(one.task));
    run();
  }

  private record Waiting(Duration at, Runnable task) {}
}
