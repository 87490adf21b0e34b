package dev.signalbox.nomad.informer;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Runs requests only when the test calls {@link #runWaiting}; the event stream runs in the
 * background.
 */
final class ManualRequestExecutor implements RequestExecutor {

  private final Deque<Runnable> waiting = new ArrayDeque<>();
  private final Semaphore followed;
  private CountDownLatch ended = new CountDownLatch(0);

  /**
   * @param followed released when the event stream is connected
   */
  ManualRequestExecutor(Semaphore followed) {
    this.followed = followed;
  }

  @Override
  public RunningRequest start(String name, Runnable work) {
    if (name.equals(EVENT_STREAM)) {
      CountDownLatch end = new CountDownLatch(1);
      ended = end;
      Thread stream =
          Thread.ofVirtual()
              .start(
                  () -> {
                    work.run();
                    end.countDown();
                  });
      // the test must continue only after the stream was requested
      followed.acquireUninterruptibly();
      return stream::interrupt;
    }
    waiting.add(work);
    return () -> waiting.remove(work);
  }

  boolean isIdle() {
    return waiting.isEmpty();
  }

  /** Runs the requests that are waiting now. */
  void runWaiting() {
    for (int left = waiting.size(); left > 0 && !waiting.isEmpty(); left--) {
      waiting.remove().run();
    }
  }

  /** Waits until the end of the event stream was reported. */
  void awaitStreamEnd() {
    try {
      if (!ended.await(10, TimeUnit.SECONDS)) {
        throw new AssertionError("The stream is still connected.");
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
