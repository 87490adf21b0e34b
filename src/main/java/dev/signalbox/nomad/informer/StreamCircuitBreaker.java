package dev.signalbox.nomad.informer;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Circuit breaker of the event stream. It opens for one hour if the stream is denied, and for five
 * minutes if it breaks too often or sends no data.
 */
final class StreamCircuitBreaker {

  private static final Duration DENIED_DURATION = Duration.ofHours(1);
  private static final Duration UNSTABLE_DURATION = Duration.ofMinutes(5);
  private static final Duration WINDOW = Duration.ofMinutes(1);
  private static final int MAX_BREAKS = 5;

  private final EventLoop eventLoop;
  private final Deque<Duration> breaks = new ArrayDeque<>();
  private @Nullable Duration until;
  private @Nullable SyncFailure lastFailure;
  private boolean halfOpen;
  private boolean listsFailedToo;
  private int failedAttempts;

  StreamCircuitBreaker(EventLoop eventLoop) {
    this.eventLoop = eventLoop;
  }

  /** Whether the breaker is open: the stream must not be connected. */
  boolean isOpen() {
    @Nullable Duration end = until;
    return end != null && eventLoop.now().compareTo(end) < 0;
  }

  /** Why the breaker opened last; null after the stream has worked again. */
  @Nullable SyncFailure lastFailure() {
    return lastFailure;
  }

  /**
   * Records the end of a stream.
   *
   * @param wasConnected whether the stream was connected
   * @return for how long the breaker opens, or null if it stays closed
   */
  @Nullable Duration recordEnd(boolean wasConnected, SyncFailure failure) {
    Duration now = eventLoop.now();
    breaks.addLast(now);
    breaks.removeIf(one -> now.minus(one).compareTo(WINDOW) > 0);
    failedAttempts = wasConnected ? 0 : failedAttempts + 1;
    @Nullable Duration duration = openDuration(wasConnected, failure);
    if (duration != null) {
      breaks.clear();
      halfOpen = true;
      listsFailedToo = false;
      failedAttempts = 0;
      until = now.plus(duration);
      lastFailure = failure;
    }
    return duration;
  }

  private @Nullable Duration openDuration(boolean wasConnected, SyncFailure failure) {
    boolean denied = failure.kind() == SyncFailure.Kind.DENIED;
    boolean noData =
        failure.equals(SyncFailure.NO_DATA)
            || failedAttempts >= MAX_BREAKS
            || (halfOpen && !wasConnected);
    if (denied || (failure.kind() == SyncFailure.Kind.UNEXPECTED && !wasConnected)) {
      return DENIED_DURATION;
    }
    return breaks.size() >= MAX_BREAKS || noData ? UNSTABLE_DURATION : null;
  }

  /** Whether the stream broke only once within the last minute. */
  boolean hasBrokenOnce() {
    return breaks.size() == 1;
  }

  /** Closes the breaker: the stream works. */
  void close() {
    until = null;
    lastFailure = null;
    halfOpen = false;
    failedAttempts = 0;
  }

  void reset() {
    close();
    breaks.clear();
    listsFailedToo = false;
  }

  /** Records that a list failed while polling. */
  void recordListFailure() {
    listsFailedToo = true;
  }

  /**
   * Records that lists succeed. If they failed before while the breaker was open, it closes early.
   *
   * @return the delay until the stream is tried; null if nothing changes
   */
  @Nullable Duration recordListSuccess() {
    if (!listsFailedToo) {
      return null;
    }
    // lists and stream failed together, so the stream most likely works again, too
    listsFailedToo = false;
    if (!isOpen()) {
      return null;
    }
    until = null;
    return WINDOW;
  }
}
