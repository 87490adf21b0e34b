package dev.signalbox.nomad.wire;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/**
 * Lets an interrupt end a wait for bytes. A virtual thread's socket is closed by it; another thread
 * would wait on, so it has a virtual one wait in its place.
 */
final class Interruptible {

  private Interruptible() {}

  static boolean call(Supplier<Boolean> work) {
    if (Thread.currentThread().isVirtual()) {
      return work.get();
    }
    FutureTask<Boolean> task = new FutureTask<>(work::get);
    Thread waiting = Thread.ofVirtual().name("nomad-stream").start(task);
    try {
      return task.get();
    } catch (InterruptedException e) {
      waiting.interrupt();
      Thread.currentThread().interrupt();
      return true;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException known) {
        throw known;
      }
      throw new IllegalStateException(e.getCause());
    }
  }
}
