package dev.signalbox.kubernetes.informer;

import dev.signalbox.kubernetes.ResourceChange;
import dev.signalbox.kubernetes.ResourceChange.Added;
import dev.signalbox.kubernetes.ResourceChange.Deleted;
import dev.signalbox.kubernetes.ResourceChange.Updated;
import dev.signalbox.kubernetes.ResourceListener;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The undelivered changes of one listener, merged by object, so that their number is limited by
 * that of the objects.
 */
final class ChangeQueue<T> {

  private static final Logger log = LoggerFactory.getLogger(ChangeQueue.class);

  private static final Duration RETRY = Duration.ofSeconds(5);

  private final ResourceListener<? super T> listener;
  private final Semaphore available = new Semaphore(0);
  private Map<String, ResourceChange<T>> pending = new LinkedHashMap<>();

  ChangeQueue(ResourceListener<? super T> listener) {
    this.listener = listener;
  }

  synchronized void offer(String uid, ResourceChange<T> change) {
    @Nullable ResourceChange<T> earlier = pending.get(uid);
    @Nullable ResourceChange<T> merged = earlier == null ? change : merge(earlier, change);
    if (merged == null) {
      pending.remove(uid);
    } else {
      pending.put(uid, merged);
    }
    available.release();
  }

  /** Returns one change with the effect of both, or null if they cancel each other out. */
  private static <T> @Nullable ResourceChange<T> merge(
      ResourceChange<T> earlier, ResourceChange<T> later) {
    return switch (later) {
      case Added<T> added ->
          earlier instanceof Deleted<T> first
              ? new Updated<>(first.before(), added.after())
              : added;
      case Updated<T> updated ->
          switch (earlier) {
            case Added<T> added -> new Added<>(updated.after());
            case Updated<T> first -> new Updated<>(first.before(), updated.after());
            case Deleted<T> first -> new Updated<>(first.before(), updated.after());
          };
      case Deleted<T> deleted ->
          switch (earlier) {
            case Added<T> added -> null;
            case Updated<T> first -> new Deleted<>(first.before());
            case Deleted<T> first -> first;
          };
    };
  }

  void deliverUntilInterrupted() {
    try {
      while (true) {
        available.acquire();
        available.drainPermits();
        if (!deliver()) {
          Thread.sleep(RETRY);
          available.release();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Delivers everything queued; false if the listener failed, and the changes are queued again. */
  boolean deliver() {
    Map<String, ResourceChange<T>> batch = take();
    if (batch.isEmpty()) {
      return true;
    }
    try {
      accept(listener, List.copyOf(batch.values()));
      return true;
    } catch (RuntimeException e) {
      log.warn("A listener of Kubernetes objects failed; the changes are delivered again", e);
      putBack(batch);
      return false;
    }
  }

  /** The values are immutable, so a listener of a supertype can read the same list. */
  @SuppressWarnings("unchecked")
  private static <S, T extends S> void accept(
      ResourceListener<S> listener, List<ResourceChange<T>> changes) {
    listener.onChanges((List<ResourceChange<S>>) (List<?>) changes);
  }

  private synchronized Map<String, ResourceChange<T>> take() {
    Map<String, ResourceChange<T>> batch = pending;
    pending = new LinkedHashMap<>();
    return batch;
  }

  private synchronized void putBack(Map<String, ResourceChange<T>> batch) {
    Map<String, ResourceChange<T>> later = pending;
    pending = batch;
    later.forEach(this::offer);
  }
}
