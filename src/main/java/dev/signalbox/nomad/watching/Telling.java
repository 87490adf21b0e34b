package dev.signalbox.nomad.watching;

import dev.signalbox.nomad.ClusterListener;
import dev.signalbox.nomad.ClusterView;
import dev.signalbox.nomad.NomadLists.Event.ClientTold;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** One listener with what it has not heard yet. A slow one hears several changes as one. */
final class Telling {

  private static final int MOST = 5_000;

  private final ClusterListener listener;
  private final BlockingQueue<ClientTold> untold = new ArrayBlockingQueue<>(MOST);
  private final Semaphore news = new Semaphore(0);
  private volatile ClusterView newest = ClusterView.EMPTY;
  private ClusterView last = ClusterView.EMPTY;

  Telling(ClusterListener listener) {
    this.listener = listener;
  }

  void changed(ClusterView view) {
    newest = view;
    news.release();
  }

  /** Keeps it for the listener, unless it is thousands behind. */
  boolean told(ClientTold event) {
    boolean kept = untold.offer(event);
    news.release();
    return kept;
  }

  void tellUntilInterrupted() {
    try {
      while (true) {
        news.acquire();
        news.drainPermits();
        tell();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Tells what there is. A change at which the listener throws is told again with the next. */
  void tell() {
    ClusterView after = newest;
    if (after != last) {
      listener.changed(last, after);
      last = after;
    }
    for (@Nullable ClientTold event = untold.poll(); event != null; event = untold.poll()) {
      listener.told(event);
    }
  }
}
