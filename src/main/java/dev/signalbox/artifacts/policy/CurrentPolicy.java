package dev.signalbox.artifacts.policy;

import dev.signalbox.coordination.InstanceNotification;
import dev.signalbox.coordination.InstanceNotification.TopicChanged;
import dev.signalbox.coordination.InstanceNotificationHandler;
import dev.signalbox.coordination.InstanceNotifier;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The content-type policy in force. It is kept in memory, because every response with an artifact
 * needs it, and read again after a change on any instance. While notifications are interrupted it
 * is at most ten seconds old.
 */
@Component
public class CurrentPolicy implements InstanceNotificationHandler {

  /** The live-update topic of the policy. */
  static final String TOPIC = "artifact-policy";

  private static final Duration MAX_AGE = Duration.ofSeconds(10);

  private final PolicyRevisionRepository revisions;
  private final InstanceNotifier notifier;
  private final Clock clock;
  private final AtomicLong changes = new AtomicLong();
  private volatile @Nullable Loaded loaded;

  CurrentPolicy(PolicyRevisionRepository revisions, InstanceNotifier notifier, Clock clock) {
    this.revisions = revisions;
    this.notifier = notifier;
    this.clock = clock;
  }

  /**
   * Returns the policy in force.
   *
   * @throws org.springframework.dao.DataAccessException if it can't be read: an older policy might
   *     allow what the current one forbids
   */
  public ContentTypePolicy current() {
    return revision().policy();
  }

  PolicyRevision revision() {
    long change = changes.get();
    Instant now = clock.instant();
    @Nullable Loaded known = loaded;
    if (known != null && known.isValid(change, now)) {
      return known.revision();
    }
    PolicyRevision read = revisions.latest();
    // outdated if a change was announced while it was read
    loaded = new Loaded(read, change, now);
    return read;
  }

  /** Announces a change to all instances, when the current transaction is committed. */
  void publishChange() {
    notifier.publishChange(TOPIC);
  }

  /** Reads the policy again when it is next used. */
  void invalidate() {
    changes.incrementAndGet();
  }

  @Override
  public void handle(InstanceNotification notification) {
    if (notification instanceof TopicChanged changed && changed.topic().equals(TOPIC)) {
      invalidate();
    }
  }

  @Override
  public void connected() {
    invalidate();
  }

  private record Loaded(PolicyRevision revision, long change, Instant at) {

    boolean isValid(long currentChange, Instant now) {
      Duration age = Duration.between(at, now);
      return change == currentChange && !age.isNegative() && age.compareTo(MAX_AGE) < 0;
    }
  }
}
