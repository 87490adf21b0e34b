package dev.signalbox.nomad.informer;

import dev.signalbox.nomad.ClusterListener;
import dev.signalbox.nomad.ClusterSnapshot;
import dev.signalbox.nomad.NomadListWatch.Event.NodeEventReceived;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** The queue of one {@link ClusterListener}. Changes are merged while the listener is busy. */
final class ListenerQueue {

  private static final int CAPACITY = 5_000;

  private final ClusterListener listener;
  private final BlockingQueue<NodeEventReceived> events = new ArrayBlockingQueue<>(CAPACITY);
  private final Semaphore available = new Semaphore(0);
  private volatile ClusterSnapshot newest = ClusterSnapshot.EMPTY;
  private ClusterSnapshot delivered = ClusterSnapshot.EMPTY;

  ListenerQueue(ClusterListener listener) {
    this.listener = listener;
  }

  void offerSnapshot(ClusterSnapshot snapshot) {
    newest = snapshot;
    available.release();
  }

  /** Queues an event; returns false if the queue is full. */
  boolean offerEvent(NodeEventReceived event) {
    boolean queued = events.offer(event);
    available.release();
    return queued;
  }

  void deliverUntilInterrupted() {
    try {
      while (true) {
        available.acquire();
        available.drainPermits();
        deliver();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Delivers everything queued. If the listener throws, the change is delivered again later. */
  void deliver() {
    ClusterSnapshot after = newest;
    if (after != delivered) {
      listener.onSnapshot(delivered, after);
      delivered = after;
    }
    for (@Nullable NodeEventReceived event = events.poll(); event != null; event = events.poll()) {
      listener.onNodeEvent(event);
    }
  }
}
