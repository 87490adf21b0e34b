package dev.signalbox.nomad.logs;

import dev.signalbox.outside.OutsideWorldException;
import dev.signalbox.outside.OutsideWorldException.Missing;
import dev.signalbox.web.Problem;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How it stands with the reading of a log.
 *
 * @param words a sentence
 * @param problem what was tried, what came back and what can be done, or null where nothing is
 *     wrong
 */
record FollowState(Phase phase, String words, @Nullable Problem problem) {

  static final FollowState STARTING =
      new FollowState(Phase.STARTING, "The log is being opened.", null);

  static final FollowState FOLLOWING =
      new FollowState(Phase.FOLLOWING, "New lines come as they are written.", null);

  static final FollowState NOT_STARTED =
      new FollowState(
          Phase.WAITING, "The task has not started. Its log begins here when it does.", null);

  /** Where a reading can be; the words are known to {@code logs.js}. */
  enum Phase {
    STARTING,
    FOLLOWING,
    /** The task writes nothing yet. */
    WAITING,
    /** All places are taken. */
    QUEUED,
    RETRYING,
    /** Nothing comes any more, for the task has ended. */
    ENDED,
    FAILED;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** Whether it takes one of the places: a connection to Nomad, or soon one again. */
    boolean takesPlace() {
      return this == STARTING || this == FOLLOWING || this == WAITING || this == RETRYING;
    }
  }

  static FollowState retrying(@Nullable OutsideWorldException failure) {
    return new FollowState(
        Phase.RETRYING,
        failure instanceof Missing
            ? "The log is not there at this moment. It is tried again; what was read stays."
            : "The connection broke. It is opened again; what was read stays.",
        failure == null ? null : LogTroubles.passing(failure));
  }

  static FollowState ended(String words) {
    return new FollowState(Phase.ENDED, words, null);
  }

  static FollowState failed(OutsideWorldException failure) {
    return new FollowState(Phase.FAILED, "The log cannot be read.", LogTroubles.problem(failure));
  }
}
