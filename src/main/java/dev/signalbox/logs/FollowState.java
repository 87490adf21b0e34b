package dev.signalbox.logs;

import dev.signalbox.remote.RemoteSystemException;
import dev.signalbox.remote.RemoteSystemException.NotFound;
import dev.signalbox.web.ProblemPanel;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The state of following a log.
 *
 * @param message a sentence that describes the state
 * @param problem the failure, or null if there is none
 */
record FollowState(Phase phase, String message, @Nullable ProblemPanel problem) {

  static final FollowState STARTING = new FollowState(Phase.STARTING, "Opening the log.", null);

  static final FollowState FOLLOWING =
      new FollowState(Phase.FOLLOWING, "New lines appear here live.", null);

  static final FollowState NOT_STARTED =
      new FollowState(Phase.WAITING, "Waiting for the task to start.", null);

  /** The phase of following a log. {@code logs.js} depends on the names. */
  enum Phase {
    STARTING,
    FOLLOWING,
    /** The task has not started. */
    WAITING,
    /** No connection slot is free. */
    QUEUED,
    RETRYING,
    /** The task has ended; there will be no more lines. */
    ENDED,
    FAILED;

    String code() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** Returns whether a connection slot is occupied, including while waiting to reconnect. */
    boolean occupiesSlot() {
      return this == STARTING || this == FOLLOWING || this == WAITING || this == RETRYING;
    }
  }

  static FollowState retrying(@Nullable RemoteSystemException failure) {
    return new FollowState(
        Phase.RETRYING,
        failure instanceof NotFound
            ? "The log is temporarily unavailable. Retrying automatically."
            : "The connection was lost. Reconnecting automatically.",
        failure == null ? null : LogErrors.transientProblem(failure));
  }

  static FollowState ended(String words) {
    return new FollowState(Phase.ENDED, words, null);
  }

  static FollowState failed(RemoteSystemException failure) {
    return new FollowState(Phase.FAILED, "Can't read the log.", LogErrors.problem(failure));
  }
}
