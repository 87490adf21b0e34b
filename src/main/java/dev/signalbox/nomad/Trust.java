package dev.signalbox.nomad;

import dev.signalbox.web.Moment;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far the view of the cluster can be trusted.
 *
 * @param state whether it is kept up to date, and how
 * @param since since when it is in that state
 * @param asOf when the servers last said something that confirms the view; null before the first
 *     time
 * @param leaderKnown what the servers last said of their leader
 * @param behind how far the answering server is behind the leader, as it says
 * @param servers the servers' versions, each once, lowest first
 * @param resyncs how often the whole view was read again since the start
 * @param tried what could not be done, to be read after "Tried to", or null while all is well
 * @param answered what came back then
 * @param advice what the operator can do then
 */
public record Trust(
    State state,
    Instant since,
    @Nullable Instant asOf,
    boolean leaderKnown,
    Duration behind,
    List<String> servers,
    long resyncs,
    @Nullable String tried,
    @Nullable String answered,
    @Nullable String advice) {

  /** Whether the view is good enough to take a machine away by it. */
  public boolean holds() {
    return (state == State.LIVE || state == State.POLLING) && leaderKnown;
  }

  /** Why it is not, as a clause, or null where it is. */
  public @Nullable String doubt() {
    if (holds()) {
      return null;
    }
    return switch (state) {
      case OFF -> "no Nomad is named";
      case STARTING -> "the cluster has not been read yet";
      case STALE -> "the picture is stale since " + Moment.timeOfDay(since);
      case LIVE, POLLING -> "the servers have no leader, so the picture may be old";
    };
  }

  /** How the view is kept up to date. */
  public enum State {
    /** No Nomad is named in the settings. */
    OFF,
    /** Nothing was read yet. */
    STARTING,
    /** Events come as they happen. */
    LIVE,
    /** The servers have no event stream for us; lists are asked again as they change. */
    POLLING,
    /** What is shown was true once; it is tried again. */
    STALE
  }
}
