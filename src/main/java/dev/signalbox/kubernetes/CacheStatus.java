package dev.signalbox.kubernetes;

import dev.signalbox.web.TimestampView;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How current the objects of a {@link ResourceCache} are, and the last failure.
 *
 * @param kind the kind of the objects
 * @param namespace their namespace, or null for a kind of the whole cluster
 * @param state whether and how the cache is kept up to date
 * @param since when the cache entered that state
 * @param confirmedAt when a response of the API server last confirmed the objects; null before the
 *     first list
 * @param failure the last failure, or null while there is none
 */
public record CacheStatus(
    ResourceKind kind,
    @Nullable String namespace,
    State state,
    Instant since,
    @Nullable Instant confirmedAt,
    @Nullable Failure failure) {

  /** Whether the objects are those of the API server now. */
  public boolean isLive() {
    return state == State.LIVE;
  }

  /** Whether the objects were listed at least once since the start, or the kind does not exist. */
  public boolean isSynced() {
    return confirmedAt != null || state == State.ABSENT;
  }

  /** Whether the objects are being listed for the first time, and nothing has failed yet. */
  public boolean isLoading() {
    return state == State.STARTING && failure == null;
  }

  /** Why the objects are not current, as a clause; null if they are. */
  public @Nullable String staleReason() {
    return switch (state) {
      case LIVE -> null;
      case NOT_CONFIGURED -> "Kubernetes is not configured";
      case ABSENT -> "the API server does not serve " + kind.qualifiedName();
      case FORBIDDEN -> "Signalbox has no permission to read " + kind.qualifiedName();
      case STARTING ->
          kind.qualifiedName()
              + (failure == null
                  ? " are being read for the first time"
                  : " could not be read: " + failure.response());
      case STALE -> kind.qualifiedName() + " are stale since " + TimestampView.timeOfDay(since);
    };
  }

  /** How the cache is kept up to date. */
  public enum State {
    /** No cluster is configured. */
    NOT_CONFIGURED,
    /** The API server does not serve the kind: its CRD is not installed. Checked periodically. */
    ABSENT,
    /** The API server denies listing the objects. Retried periodically. */
    FORBIDDEN,
    /** The first list is not complete. */
    STARTING,
    /** The watch is open. */
    LIVE,
    /** The objects were listed, but the watch can't be opened or has been lost. */
    STALE
  }

  /**
   * A failure of the list or the watch.
   *
   * @param tried the failed operation, to be read after "Tried to"
   * @param response the response to it, or the network error
   * @param advice what the operator can do: one or more sentences
   * @param at when it happened
   */
  public record Failure(String tried, String response, String advice, Instant at) {}
}
