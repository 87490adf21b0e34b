package dev.signalbox.nomad.informer;

import dev.signalbox.nomad.SyncStatus.State;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Delays the transition to {@link State#STALE}, so that short interruptions are not reported. */
final class StalenessGracePeriod {

  /** Shorter interruptions are not reported. */
  private static final Duration GRACE = Duration.ofSeconds(5);

  private final InformerContext context;
  private @Nullable Instant since;
  private @Nullable SyncFailure lastFailure;

  StalenessGracePeriod(InformerContext context) {
    this.context = context;
  }

  boolean isActive() {
    return since != null;
  }

  void recordFailure(SyncFailure failure) {
    lastFailure = failure;
    State state = context.statusTracker().state();
    if (state == State.STARTING || state == State.STALE) {
      context.statusTracker().setFailure(failure);
    } else if (since == null) {
      context.eventLoop().schedule(TimerId.STALE, GRACE, this::enterStale);
    }
    if (since == null) {
      since = context.statusTracker().now();
    }
  }

  void reset() {
    since = null;
    lastFailure = null;
    context.eventLoop().cancel(TimerId.STALE);
  }

  private void enterStale() {
    @Nullable Instant start = since;
    if (start != null) {
      context.statusTracker().enter(State.STALE, start, lastFailure);
    }
  }
}
