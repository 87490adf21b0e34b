package dev.signalbox.nomad.history;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What is still to be written. While the database is away it fills; what then finds no place is
 * lost and counted, because nothing may wait for the history.
 */
final class Backlog {

  private final BlockingQueue<Kept> waiting;
  private final AtomicLong lost = new AtomicLong();

  Backlog(int most) {
    this.waiting = new ArrayBlockingQueue<>(most);
  }

  void add(Kept kept) {
    if (!waiting.offer(kept)) {
      lost.incrementAndGet();
    }
  }

  /** The oldest, at most so many. */
  List<Kept> take(int most) {
    List<Kept> taken = new ArrayList<>();
    waiting.drainTo(taken, most);
    return taken;
  }

  /** Cannot be written, ever. */
  void lose(int number) {
    lost.addAndGet(number);
  }

  long lost() {
    return lost.get();
  }
}
