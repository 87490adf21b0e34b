package dev.signalbox.nomad.watching;

import dev.signalbox.nomad.Trust.State;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What is measured of the watching, and of the cluster that is watched. */
final class WatchMetrics {

  private final WatchedCluster cluster;
  private final Clock clock;

  WatchMetrics(WatchedCluster cluster, Clock clock) {
    this.cluster = cluster;
    this.clock = clock;
  }

  void register(MeterRegistry meters) {
    Gauge.builder("signalbox.nomad.view.age", this, WatchMetrics::age)
        .description("How long ago the Nomad servers last confirmed what is shown")
        .baseUnit("seconds")
        .strongReference(true)
        .register(meters);
    for (State state : State.values()) {
      Gauge.builder(
              "signalbox.nomad.state", cluster, watched -> watched.trust().state() == state ? 1 : 0)
          .description("1 for how the Nomad cluster is watched now")
          .tag("state", state.name().toLowerCase(Locale.ROOT))
          .register(meters);
    }
    Gauge.builder(
            "signalbox.nomad.leader", cluster, watched -> watched.trust().leaderKnown() ? 1 : 0)
        .description("1 while the Nomad servers know a leader")
        .register(meters);
    FunctionCounter.builder(
            "signalbox.nomad.resyncs", cluster, watched -> watched.trust().resyncs())
        .description("How often the whole Nomad cluster was read anew")
        .register(meters);
    FunctionCounter.builder("signalbox.nomad.events", cluster, WatchedCluster::events)
        .description("Events of the Nomad cluster that came")
        .register(meters);
    FunctionCounter.builder("signalbox.nomad.events.dropped", cluster, WatchedCluster::overflowed)
        .description("Events of clients that were dropped because their reader was too slow")
        .register(meters);
    for (String state : Census.STATES) {
      Gauge.builder(
              "signalbox.nomad.clients",
              cluster,
              watched -> Census.of(watched.view()).clients().getOrDefault(state, 0L))
          .description("Nomad clients by how they stand")
          .tag("state", state)
          .register(meters);
    }
    Gauge.builder(
            "signalbox.nomad.jobs.pending", cluster, watched -> Census.of(watched.view()).pending())
        .description("Nomad jobs that are pending")
        .register(meters);
    Gauge.builder(
            "signalbox.nomad.builds.waiting",
            cluster,
            watched -> Census.of(watched.view()).waiting())
        .description("Nomad jobs of which something waits for room")
        .register(meters);
  }

  private double age() {
    @Nullable Duration age = cluster.age(clock);
    return age == null ? Double.NaN : age.toMillis() / 1000.0;
  }
}
