package dev.signalbox.kubernetes.informer;

import dev.signalbox.kubernetes.CacheStatus.Failure;
import dev.signalbox.kubernetes.client.ServerProbe;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Probes the API server periodically while a cache is in use. */
final class ServerMonitor {

  private final ServerProbe probe;
  private final Clock clock;
  private final InformerTimings timings;
  private volatile @Nullable Instant failingSince;

  ServerMonitor(ServerProbe probe, Clock clock, InformerTimings timings) {
    this.probe = probe;
    this.clock = clock;
    this.timings = timings;
  }

  void runUntilInterrupted() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        probeOnce();
        Thread.sleep(timings.probe());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void probeOnce() {
    Instant start = clock.instant();
    if (probe.notConfigured().isPresent() || probe.probe().failure() == null) {
      failingSince = null;
    } else if (failingSince == null) {
      failingSince = start;
    }
  }

  /** Returns why the API server has not responded for some seconds, or null if it does. */
  @Nullable Failure failure() {
    @Nullable Instant since = failingSince;
    Duration limit = timings.interruption();
    return since == null || clock.instant().isBefore(since.plus(limit))
        ? null
        : probe.server().failure();
  }
}
