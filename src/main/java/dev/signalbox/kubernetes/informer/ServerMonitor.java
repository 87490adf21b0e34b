package dev.signalbox.kubernetes.informer;

import dev.signalbox.kubernetes.CacheStatus.Failure;
import dev.signalbox.kubernetes.ClusterConnection.ServerStatus;
import dev.signalbox.kubernetes.client.ServerProbe;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Probes the API server periodically while a cache is in use; more often while it fails. */
final class ServerMonitor {

  private final ServerProbe probe;
  private final Clock clock;
  private final InformerTimings timings;
  private final Runnable recovered;

  /**
   * @param recovered called when the API server responds again
   */
  ServerMonitor(ServerProbe probe, Clock clock, InformerTimings timings, Runnable recovered) {
    this.probe = probe;
    this.clock = clock;
    this.timings = timings;
    this.recovered = recovered;
  }

  /** Sends a request and returns the pause before the next one. */
  Duration probe() {
    if (probe.notConfigured().isPresent()) {
      return timings.probe();
    }
    boolean wasFailing = probe.server().failure() != null;
    if (probe.probe().failure() != null) {
      return timings.probe().dividedBy(5);
    }
    if (wasFailing) {
      recovered.run();
    }
    return timings.probe();
  }

  /** Returns why the API server has not responded for some seconds, or null if it does. */
  @Nullable Failure failure() {
    ServerStatus server = probe.server();
    return server.isFailingFor(timings.interruption(), clock.instant()) ? server.failure() : null;
  }
}
