package dev.signalbox.nomad;

import dev.signalbox.web.TimestampView;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How current the {@link ClusterSnapshot} is, and the last failure of the sync.
 *
 * @param state whether and how the snapshot is kept up to date
 * @param since when the sync entered that state
 * @param confirmedAt when a server response last confirmed the snapshot; null before the first sync
 * @param leaderKnown the {@code X-Nomad-KnownLeader} header of the last response
 * @param lag lag of the responding server behind the leader ({@code X-Nomad-LastContact})
 * @param servers the distinct versions of the servers, lowest first
 * @param resyncs number of full syncs since the start
 * @param tried the failed operation, to be read after "Tried to"; null while there is no failure
 * @param answered the response to it, or the network error
 * @param advice what the operator can do about it: one or more sentences
 */
public record SyncStatus(
    State state,
    Instant since,
    @Nullable Instant confirmedAt,
    boolean leaderKnown,
    Duration lag,
    List<String> servers,
    long resyncs,
    @Nullable String tried,
    @Nullable String answered,
    @Nullable String advice) {

  private static final List<String> NO_LEADER =
      List.of("no cluster leader", "no leader", "not ready for consistent reads");

  /** Whether the snapshot is current enough to decide that a machine may be terminated. */
  public boolean isCurrent() {
    return (state == State.LIVE || state == State.POLLING) && leaderKnown;
  }

  /** Whether the servers report that they have no leader, in a header or as an error. */
  public boolean isLeaderless() {
    boolean connected = state == State.LIVE || state == State.POLLING;
    return connected ? !leaderKnown : answered != null && reportsNoLeader(answered);
  }

  /** Whether a response means that there is no leader; its HTTP status is not specific. */
  public static boolean reportsNoLeader(String response) {
    String lower = response.toLowerCase(Locale.ROOT);
    return NO_LEADER.stream().anyMatch(lower::contains);
  }

  /** Why the snapshot is not current, as a clause; null if it is. */
  public @Nullable String staleReason() {
    if (isCurrent()) {
      return null;
    }
    return switch (state) {
      case OFF -> "Nomad is not configured";
      case STARTING -> "the first sync with Nomad is not complete";
      case STALE -> "Nomad has been unreachable since " + TimestampView.timeOfDay(since);
      case LIVE, POLLING -> "the Nomad servers have no leader, so the data may be outdated";
    };
  }

  /** How the snapshot is kept up to date. */
  public enum State {
    /** Nomad is not configured. */
    OFF,
    /** The first sync is not complete. */
    STARTING,
    /** The event stream is connected. */
    LIVE,
    /** The event stream is not available; lists are polled with blocking queries. */
    POLLING,
    /** The servers can't be reached; the snapshot is outdated and the sync is being retried. */
    STALE
  }
}
