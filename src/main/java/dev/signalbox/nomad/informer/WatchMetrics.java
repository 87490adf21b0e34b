package dev.signalbox.nomad.informer;

import dev.signalbox.nomad.SyncStatus.State;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

final class WatchMetrics {

  private final NomadInformer informer;
  private final Clock clock;

  WatchMetrics(NomadInformer informer, Clock clock) {
    this.informer = informer;
    this.clock = clock;
  }

  void register(MeterRegistry meters) {
    Gauge.builder("signalbox.nomad.snapshot.age", this, WatchMetrics::age)
        .description("Time since the Nomad servers last confirmed the cluster snapshot")
        .baseUnit("seconds")
        .strongReference(true)
        .register(meters);
    for (State state : State.values()) {
      Gauge.builder(
              "signalbox.nomad.state",
              informer,
              informer -> informer.syncStatus().state() == state ? 1 : 0)
          .description("1 for the current state of the Nomad sync, 0 for the others")
          .tag("state", state.name().toLowerCase(Locale.ROOT))
          .register(meters);
    }
    Gauge.builder(
            "signalbox.nomad.leader",
            informer,
            informer -> informer.syncStatus().leaderKnown() ? 1 : 0)
        .description("1 if the Nomad servers have a leader, otherwise 0")
        .register(meters);
    FunctionCounter.builder(
            "signalbox.nomad.resyncs", informer, informer -> informer.syncStatus().resyncs())
        .description("Full syncs of the Nomad cluster, including the first one")
        .register(meters);
    FunctionCounter.builder("signalbox.nomad.events", informer, NomadInformer::events)
        .description("Events received from the Nomad event stream")
        .register(meters);
    FunctionCounter.builder(
            "signalbox.nomad.events.dropped", informer, NomadInformer::droppedEvents)
        .description("Node events dropped because a listener was too slow")
        .register(meters);
    for (String state : ClusterStats.STATES) {
      Gauge.builder(
              "signalbox.nomad.clients",
              informer,
              informer -> ClusterStats.of(informer.snapshot()).clients().getOrDefault(state, 0L))
          .description("Nomad clients by state")
          .tag("state", state)
          .register(meters);
    }
    Gauge.builder(
            "signalbox.nomad.jobs.pending",
            informer,
            informer -> ClusterStats.of(informer.snapshot()).pending())
        .description("Nomad jobs with status pending")
        .register(meters);
    Gauge.builder(
            "signalbox.nomad.jobs.queued",
            informer,
            informer -> ClusterStats.of(informer.snapshot()).waiting())
        .description("Nomad jobs with unplaced allocations")
        .register(meters);
  }

  private double age() {
    @Nullable Duration age = informer.age(clock);
    return age == null ? Double.NaN : age.toMillis() / 1000.0;
  }
}
