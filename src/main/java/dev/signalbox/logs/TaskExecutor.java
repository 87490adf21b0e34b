package dev.signalbox.logs;

import java.time.Duration;

/** Runs tasks in the background. Tests use an implementation that runs them explicitly. */
interface TaskExecutor {

  /** Runs a task on a separate thread. The task may block. */
  void execute(Runnable task);

  /** Runs a task on a separate thread after a delay. */
  void schedule(Duration delay, Runnable task);
}
