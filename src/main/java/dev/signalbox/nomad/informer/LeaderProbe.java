package dev.signalbox.nomad.informer;

import dev.signalbox.nomad.NomadListWatch.ListMeta;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Sends a small request every 10 s while the event stream is connected. Without a leader the stream
 * stays open without events, which looks the same as an idle cluster.
 */
final class LeaderProbe {

  private static final Duration INTERVAL = Duration.ofSeconds(10);
  private static final Duration LONG_INTERVAL = Duration.ofMinutes(1);

  /** Above this response size, the long interval is used. */
  private static final long LARGE_BYTES = 256_000;

  private final InformerContext context;
  private final SyncCoordinator coordinator;
  private @Nullable RequestScope scope;
  private long lastIndex;
  private long overdueIndex;

  LeaderProbe(InformerContext context, SyncCoordinator coordinator) {
    this.context = context;
    this.coordinator = coordinator;
  }

  /** Sends a request now and then periodically. */
  void start() {
    stop();
    RequestScope current = context.newScope();
    scope = current;
    probe(current);
  }

  void stop() {
    if (scope != null) {
      scope.end();
      scope = null;
    }
    context.eventLoop().cancel(TimerId.LEADER_PROBE);
  }

  void reset() {
    lastIndex = 0;
    overdueIndex = 0;
  }

  private void probe(RequestScope current) {
    current.execute(
        "nomad-leader-probe",
        () -> context.lists().checkLeader(false),
        meta -> leaderResponded(current, meta),
        failure -> probeAnyServer(current, failure));
  }

  private void leaderResponded(RequestScope current, ListMeta meta) {
    if (meta.index() < lastIndex) {
      coordinator.indexDecreased();
      return;
    }
    if (lastIndex > context.store().appliedIndex() && lastIndex > overdueIndex) {
      overdueIndex = lastIndex;
      coordinator.eventsOverdue();
    }
    lastIndex = meta.index();
    context.statusTracker().setFailure(null);
    recordHeaders(meta);
    scheduleNext(current, meta.bytes() > LARGE_BYTES ? LONG_INTERVAL : INTERVAL);
  }

  /** The leader did not respond; another server may know whether there is one. */
  private void probeAnyServer(RequestScope current, SyncFailure failure) {
    context.statusTracker().setFailure(failure);
    current.execute(
        "nomad-leader-probe",
        () -> context.lists().checkLeader(true),
        meta -> {
          recordHeaders(meta);
          scheduleNext(current, INTERVAL);
        },
        other ->
            scheduleNext(
                current,
                other.kind() == SyncFailure.Kind.CONNECTION_LIMIT ? LONG_INTERVAL : INTERVAL));
  }

  private void recordHeaders(ListMeta meta) {
    boolean leaderWasKnown = context.statusTracker().leaderKnown();
    context.statusTracker().confirm(meta);
    if (!leaderWasKnown && meta.leaderKnown()) {
      coordinator.leaderElected();
    }
  }

  private void scheduleNext(RequestScope current, Duration delay) {
    context.eventLoop().schedule(TimerId.LEADER_PROBE, delay, () -> probe(current));
  }
}
