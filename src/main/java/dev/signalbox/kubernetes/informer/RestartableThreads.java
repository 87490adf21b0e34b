package dev.signalbox.kubernetes.informer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tasks that run until they are interrupted, each on its own thread, and can be started again. */
final class RestartableThreads {

  private static final Logger log = LoggerFactory.getLogger(RestartableThreads.class);

  private static final Duration RETRY = Duration.ofSeconds(1);

  /** Maximum time to wait for all threads together. */
  private static final Duration STOP_LIMIT = Duration.ofSeconds(2);

  private record Task(String name, Runnable work) {}

  private final List<Task> tasks = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private boolean running;

  /** Adds a task, which runs from now on, or from the next start. */
  synchronized void add(String name, Runnable work) {
    Task task = new Task(name, work);
    tasks.add(task);
    if (running) {
      start(task);
    }
  }

  /**
   * Adds a task that runs again and again, also after a failure.
   *
   * @param work returns the pause before the next run
   */
  void repeat(String name, Supplier<Duration> work) {
    add(
        name,
        () -> {
          try {
            while (!Thread.currentThread().isInterrupted()) {
              Thread.sleep(run(name, work));
            }
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
  }

  private static Duration run(String name, Supplier<Duration> work) {
    try {
      return work.get();
    } catch (RuntimeException e) {
      log.error("Task {} failed; it runs again in 1 s", name, e);
      return RETRY;
    }
  }

  synchronized void start() {
    running = true;
    tasks.forEach(this::start);
  }

  synchronized boolean isRunning() {
    return running;
  }

  /** Interrupts all tasks and waits until they have ended. */
  void stop() {
    long deadline = System.nanoTime() + STOP_LIMIT.toNanos();
    try {
      for (Thread thread : interrupted()) {
        if (!thread.join(Duration.ofNanos(deadline - System.nanoTime()))) {
          log.warn("Thread {} is still running.", thread.getName());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized List<Thread> interrupted() {
    running = false;
    List<Thread> stopped = List.copyOf(threads);
    stopped.forEach(Thread::interrupt);
    threads.clear();
    return stopped;
  }

  private void start(Task task) {
    threads.add(Thread.ofVirtual().name(task.name()).start(task.work()));
  }
}
