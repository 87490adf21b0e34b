package dev.signalbox.kubernetes.informer;

import dev.signalbox.kubernetes.CacheStatus;
import dev.signalbox.kubernetes.ClusterConnection;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Detects changes of one cache that pages show, and logs changes of its state. */
final class CachePublisher {

  private static final Logger log = LoggerFactory.getLogger(CachePublisher.class);

  private final @Nullable String topic;
  private final LongSupplier revision;
  private final Supplier<CacheStatus> status;
  private long publishedRevision;
  private CacheStatus.State publishedState = CacheStatus.State.STARTING;

  /**
   * @param topic the live-update topic of pages that show the objects, or null
   */
  CachePublisher(@Nullable String topic, LongSupplier revision, Supplier<CacheStatus> status) {
    this.topic = topic;
    this.revision = revision;
    this.status = status;
  }

  /** Adds the topics of what has changed since the last call. */
  void collect(Set<String> topics) {
    long newRevision = revision.getAsLong();
    CacheStatus current = status.get();
    boolean hasNewState = current.state() != publishedState;
    if (topic != null && (hasNewState || newRevision != publishedRevision)) {
      topics.add(topic);
    }
    if (hasNewState) {
      topics.add(ClusterConnection.TOPIC);
      log(current);
    }
    publishedRevision = newRevision;
    publishedState = current.state();
  }

  private static void log(CacheStatus status) {
    CacheStatus.@Nullable Failure failure = status.failure();
    if (failure == null) {
      log.info("{}: {}", status.kind().qualifiedName(), status.state());
    } else {
      log.warn(
          "{}: {}. Tried to {}. It said: {}",
          status.kind().qualifiedName(),
          status.state(),
          failure.tried(),
          failure.response());
    }
  }
}
