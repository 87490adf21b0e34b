package dev.signalbox.nomad.watching;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Errands that go when the test says so; but for the stream, which stands while others go. */
final class HandErrands implements Errands {

  private final Deque<Runnable> waiting = new ArrayDeque<>();
  private final Semaphore followed;
  private CountDownLatch ended = new CountDownLatch(0);

  /**
   * @param followed released by Nomad when somebody begins to follow
   */
  HandErrands(Semaphore followed) {
    this.followed = followed;
  }

  @Override
  public Errand start(String name, Runnable work) {
    if (name.equals(EVENTS)) {
      CountDownLatch end = new CountDownLatch(1);
      ended = end;
      Thread stream =
          Thread.ofVirtual()
              .start(
                  () -> {
                    work.run();
                    end.countDown();
                  });
      // what comes next in the test comes after the question
      followed.acquireUninterruptibly();
      return stream::interrupt;
    }
    waiting.add(work);
    return () -> waiting.remove(work);
  }

  boolean none() {
    return waiting.isEmpty();
  }

  /** Runs those that wait now. */
  void go() {
    for (int left = waiting.size(); left > 0 && !waiting.isEmpty(); left--) {
      waiting.remove().run();
    }
  }

  /** Waits until the stream's own errand has told how it ended. */
  void streamIsOver() {
    try {
      if (!ended.await(10, TimeUnit.SECONDS)) {
        throw new AssertionError("The stream goes on.");
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
