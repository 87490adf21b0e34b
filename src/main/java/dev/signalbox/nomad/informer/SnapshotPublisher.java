package dev.signalbox.nomad.informer;

import dev.signalbox.nomad.ClusterSnapshot;
import dev.signalbox.nomad.ResourceType;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Publishes snapshots of the store and refreshes open pages. A snapshot is published only after a
 * change, and at most one per {@link #MIN_INTERVAL}.
 */
final class SnapshotPublisher {

  private static final Duration MIN_INTERVAL = Duration.ofMillis(600);

  private final InformerContext context;
  private final Consumer<ClusterSnapshot> listeners;
  private final Runnable pageRefresher;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition published = lock.newCondition();
  private @Nullable Duration lastPublished;
  private @Nullable Duration lastRefresh;
  private long version;
  private volatile ClusterSnapshot snapshot = ClusterSnapshot.EMPTY;
  private volatile Map<ResourceType, Long> publishedIndexes = Map.of();

  /**
   * @param listeners called with each snapshot
   * @param pageRefresher refreshes open pages
   */
  SnapshotPublisher(
      InformerContext context, Consumer<ClusterSnapshot> listeners, Runnable pageRefresher) {
    this.context = context;
    this.listeners = listeners;
    this.pageRefresher = pageRefresher;
  }

  ClusterSnapshot snapshot() {
    return snapshot;
  }

  /** Publishes the state of the store, now or when the interval has passed. */
  void publishChanges() {
    boolean refresh = context.statusTracker().getAndClearRefreshNeeded();
    if (!context.store().isChanged()) {
      publishIndexes();
    } else if (remainingInterval(lastPublished).isZero()) {
      publish();
      lastRefresh = null;
      refresh = true;
    } else if (!context.eventLoop().isScheduled(TimerId.PUBLISH)) {
      // the task is empty: this method runs after each round of the event loop
      context.eventLoop().schedule(TimerId.PUBLISH, remainingInterval(lastPublished), () -> {});
    }
    if (refresh) {
      refreshPages();
    }
  }

  /** Refreshes pages if the sync status has changed, without a new snapshot. */
  void publishStatus() {
    if (context.statusTracker().getAndClearRefreshNeeded()) {
      refreshPages();
    }
  }

  private void publish() {
    lastPublished = context.eventLoop().now();
    ClusterSnapshot next = context.store().snapshot(++version);
    next.precompute(snapshot);
    lock.lock();
    try {
      snapshot = next;
      published.signalAll();
    } finally {
      lock.unlock();
    }
    publishIndexes();
    listeners.accept(next);
  }

  private void refreshPages() {
    if (remainingInterval(lastRefresh).isZero()) {
      lastRefresh = context.eventLoop().now();
      context.eventLoop().cancel(TimerId.REFRESH_PAGES);
      pageRefresher.run();
    } else if (!context.eventLoop().isScheduled(TimerId.REFRESH_PAGES)) {
      context
          .eventLoop()
          .schedule(TimerId.REFRESH_PAGES, remainingInterval(lastRefresh), this::refreshPages);
    }
  }

  /** Returns how much of the interval is left. */
  private Duration remainingInterval(@Nullable Duration last) {
    if (last == null) {
      return Duration.ZERO;
    }
    Duration left = MIN_INTERVAL.minus(context.eventLoop().now().minus(last));
    return left.isNegative() ? Duration.ZERO : left;
  }

  /** An index may also decrease, when the store is reset. */
  private void publishIndexes() {
    Map<ResourceType, Long> indexes = new EnumMap<>(ResourceType.class);
    for (ResourceType type : ResourceType.values()) {
      indexes.put(type, context.appliedIndex(type));
    }
    if (!indexes.equals(publishedIndexes)) {
      lock.lock();
      try {
        publishedIndexes = indexes;
        published.signalAll();
      } finally {
        lock.unlock();
      }
    }
  }

  /**
   * Waits until the snapshot includes the changes of a type up to an index. Must not be called by
   * the event-loop thread.
   */
  boolean awaitIndex(ResourceType type, long index, Duration timeout) {
    return await(() -> publishedIndexes.getOrDefault(type, 0L) >= index, timeout);
  }

  /** Waits until a snapshot meets a condition. Must not be called by the event-loop thread. */
  boolean awaitSnapshot(Predicate<ClusterSnapshot> condition, Duration timeout) {
    return await(() -> condition.test(snapshot), timeout);
  }

  private boolean await(BooleanSupplier condition, Duration timeout) {
    long left = timeout.toNanos();
    lock.lock();
    try {
      while (!condition.getAsBoolean() && left > 0) {
        left = published.awaitNanos(left);
      }
      return condition.getAsBoolean();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      lock.unlock();
    }
  }
}
