package dev.signalbox.nomad.informer;

import dev.signalbox.nomad.NomadListWatch.ListMeta;
import dev.signalbox.nomad.SyncStatus;
import dev.signalbox.nomad.SyncStatus.State;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Tracks the {@link SyncStatus}. Confined to the event-loop thread, except for {@link #syncStatus}.
 */
final class SyncStatusTracker {

  private final Clock clock;
  private State state;
  private Instant since;
  private @Nullable Instant confirmedAt;
  private boolean leaderKnown;
  private Duration lag = Duration.ZERO;
  private List<String> servers = List.of();
  private long resyncs;
  private @Nullable SyncFailure failure;
  private boolean refreshNeeded;
  private volatile SyncStatus syncStatus;

  SyncStatusTracker(Clock clock, State first) {
    this.clock = clock;
    this.state = first;
    this.since = clock.instant();
    this.syncStatus = build();
  }

  SyncStatus syncStatus() {
    return syncStatus;
  }

  Instant now() {
    return clock.instant();
  }

  State state() {
    return state;
  }

  boolean leaderKnown() {
    return leaderKnown;
  }

  /** Returns and clears the flag that pages must be refreshed because of a status change. */
  boolean getAndClearRefreshNeeded() {
    boolean value = refreshNeeded;
    refreshNeeded = false;
    return value;
  }

  /** Records that a server response confirmed the snapshot. */
  void confirm() {
    confirmedAt = clock.instant();
    syncStatus = build();
  }

  void confirm(ListMeta meta) {
    refreshNeeded |= leaderKnown != meta.leaderKnown();
    leaderKnown = meta.leaderKnown();
    lag = meta.lag();
    confirm();
  }

  void setServers(List<String> versions) {
    refreshNeeded |= !servers.equals(versions);
    servers = List.copyOf(versions);
    syncStatus = build();
  }

  void recordResync() {
    resyncs++;
    syncStatus = build();
  }

  /** Changes the state, if it is different. */
  void enter(State next, @Nullable SyncFailure newFailure) {
    enter(next, clock.instant(), newFailure);
  }

  void enter(State next, Instant from, @Nullable SyncFailure newFailure) {
    if (next != state) {
      state = next;
      since = from;
      refreshNeeded = true;
    }
    setFailure(newFailure);
  }

  /** Records a failure without a change of state; null clears it. */
  void setFailure(@Nullable SyncFailure newFailure) {
    refreshNeeded |= !Objects.equals(failure, newFailure);
    if (newFailure != null && newFailure.isLeaderless()) {
      leaderKnown = false;
    }
    failure = newFailure;
    syncStatus = build();
  }

  private SyncStatus build() {
    @Nullable SyncFailure current = failure;
    return new SyncStatus(
        state,
        since,
        confirmedAt,
        leaderKnown,
        lag,
        servers,
        resyncs,
        current == null ? null : current.tried(),
        current == null ? null : current.answered(),
        current == null ? null : current.advice());
  }
}
