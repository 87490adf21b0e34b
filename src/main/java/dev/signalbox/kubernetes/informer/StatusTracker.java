package dev.signalbox.kubernetes.informer;

import dev.signalbox.kubernetes.CacheStatus;
import dev.signalbox.kubernetes.CacheStatus.Failure;
import dev.signalbox.kubernetes.CacheStatus.State;
import dev.signalbox.kubernetes.ResourceKind;
import dev.signalbox.remote.RemoteSystemException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The state of one cache. A live cache gets stale only after an interruption of some seconds, so
 * that reconnects are not reported. Thread-safe.
 */
final class StatusTracker {

  private final ResourceKind kind;
  private final @Nullable String namespace;
  private final Clock clock;
  private final Duration interruption;
  private State state = State.STARTING;
  private Instant since;
  private @Nullable Instant confirmedAt;
  private @Nullable Failure failure;

  /** When the watch was lost while the cache was live. */
  private @Nullable Instant interruptedAt;

  StatusTracker(ResourceKind kind, @Nullable String namespace, Clock clock, Duration interruption) {
    this.kind = kind;
    this.namespace = namespace;
    this.clock = clock;
    this.interruption = interruption;
    this.since = clock.instant();
  }

  /**
   * Returns the current status.
   *
   * @param serverFailure why the API server has not responded for some seconds, or null
   */
  synchronized CacheStatus status(@Nullable Failure serverFailure) {
    @Nullable Failure cause = failure == null ? serverFailure : failure;
    if (state != State.LIVE) {
      return new CacheStatus(kind, namespace, state, since, confirmedAt, cause);
    }
    return serverFailure != null || isInterrupted()
        ? staleSince(confirmedAt, cause)
        : new CacheStatus(kind, namespace, state, since, confirmedAt, null);
  }

  private boolean isInterrupted() {
    if (interruptedAt == null) {
      return false;
    }
    Instant now = clock.instant();
    // a clock that was set back must not extend the interruption
    return now.isBefore(interruptedAt) || !now.isBefore(interruptedAt.plus(interruption));
  }

  private CacheStatus staleSince(@Nullable Instant at, @Nullable Failure cause) {
    return new CacheStatus(
        kind, namespace, State.STALE, at == null ? since : at, confirmedAt, cause);
  }

  synchronized void notConfigured() {
    enter(State.NOT_CONFIGURED);
    failure = null;
  }

  /** The objects were listed; the cache is live once the watch is open. */
  synchronized void listed() {
    confirmedAt = clock.instant();
    if (state == State.NOT_CONFIGURED || state == State.ABSENT || state == State.FORBIDDEN) {
      enter(State.STARTING);
    }
  }

  /** The watch is open and delivers all changes. */
  synchronized void live() {
    confirmedAt = clock.instant();
    enter(State.LIVE);
    failure = null;
    interruptedAt = null;
  }

  /** A response of the watch confirmed the objects. */
  synchronized void confirmed() {
    confirmedAt = clock.instant();
  }

  /** The API server does not serve the kind. */
  synchronized void absent(RemoteSystemException e) {
    enter(State.ABSENT);
    confirmedAt = null;
    failure = failure(e);
  }

  /** The API server denied the list. */
  synchronized void forbidden(RemoteSystemException e) {
    enter(State.FORBIDDEN);
    failure = failure(e);
  }

  /** The list or the watch failed. */
  synchronized void failed(RemoteSystemException e) {
    failure = failure(e);
    if (state == State.LIVE) {
      if (interruptedAt == null) {
        interruptedAt = clock.instant();
      }
      if (isInterrupted()) {
        stale();
      }
    } else {
      enter(confirmedAt == null ? State.STARTING : State.STALE);
    }
  }

  /** The watch is open but delivers nothing, or is denied: the cache is stale at once. */
  synchronized void stale(RemoteSystemException e) {
    failure = failure(e);
    stale();
  }

  private void stale() {
    if (state != State.STALE) {
      state = State.STALE;
      since = confirmedAt == null ? clock.instant() : confirmedAt;
    }
    interruptedAt = null;
  }

  private void enter(State next) {
    if (next == State.STALE) {
      stale();
    } else if (next != state) {
      state = next;
      since = clock.instant();
    }
    if (next != State.LIVE) {
      interruptedAt = null;
    }
  }

  private Failure failure(RemoteSystemException e) {
    return new Failure(e.tried(), e.response(), e.advice(), clock.instant());
  }
}
