package dev.signalbox.nomad.http;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/**
 * Makes blocking socket reads interruptible. Interrupting a virtual thread closes its socket, but a
 * platform thread keeps blocking, so the work of a platform thread runs on a virtual thread.
 */
final class InterruptibleCall {

  private InterruptibleCall() {}

  static boolean call(Supplier<Boolean> work) {
    if (Thread.currentThread().isVirtual()) {
      return work.get();
    }
    FutureTask<Boolean> task = new FutureTask<>(work::get);
    Thread worker = Thread.ofVirtual().name("nomad-stream").start(task);
    try {
      return task.get();
    } catch (InterruptedException e) {
      worker.interrupt();
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
