package dev.signalbox.artifacts.storage;

import dev.signalbox.artifacts.ArtifactStore;
import dev.signalbox.live.LocalTabs;
import dev.signalbox.remote.RemoteSystemException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Whether the artifact store responds. One entry of its root folder is listed in the background, at
 * most once a minute, and only while pages are viewed. The time limits are those of the store.
 */
@Component
class ArtifactStoreHealth {

  /** The live-update topic that announces a change. */
  static final String TOPIC = "artifact-store";

  private static final Duration INTERVAL = Duration.ofMinutes(1);
  private static final Logger log = LoggerFactory.getLogger(ArtifactStoreHealth.class);

  private final ObjectProvider<ArtifactStore> store;
  private final LocalTabs tabs;
  private final Clock clock;
  private final AtomicBoolean isRunning = new AtomicBoolean();
  private volatile @Nullable CheckResult last;

  ArtifactStoreHealth(ObjectProvider<ArtifactStore> store, LocalTabs tabs, Clock clock) {
    this.store = store;
    this.tabs = tabs;
    this.clock = clock;
  }

  /**
   * An outage of the store.
   *
   * @param since the time of the first check that failed
   */
  record Outage(Instant since, RemoteSystemException failure) {}

  /** Returns the outage that the last check has found. Does not block. */
  Optional<Outage> outage() {
    @Nullable ArtifactStore configured = store.getIfAvailable();
    if (configured == null) {
      return Optional.empty();
    }
    @Nullable CheckResult known = last;
    boolean isOld =
        known == null
            || Duration.between(known.startedAt(), clock.instant()).abs().compareTo(INTERVAL) > 0;
    if (isOld && isRunning.compareAndSet(false, true)) {
      Thread.ofVirtual().name("artifact-store-check").start(() -> check(configured));
    }
    return known == null ? Optional.empty() : Optional.ofNullable(known.outage());
  }

  private void check(ArtifactStore configured) {
    Instant start = clock.instant();
    @Nullable CheckResult before = last;
    @Nullable Outage earlier = before == null ? null : before.outage();
    @Nullable Outage outage = null;
    try {
      var unused = configured.list("", null, 1);
    } catch (RemoteSystemException e) {
      outage = new Outage(earlier == null ? start : earlier.since(), e);
    } catch (RuntimeException e) {
      log.error("The check of the artifact store failed.", e);
      outage = earlier;
    } finally {
      last = new CheckResult(start, outage);
      isRunning.set(false);
    }
    if (Objects.isNull(earlier) != Objects.isNull(outage)) {
      tabs.publishChange(TOPIC);
    }
  }

  private record CheckResult(Instant startedAt, @Nullable Outage outage) {}
}
