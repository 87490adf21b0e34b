package dev.signalbox.nomad.logs;

import dev.signalbox.outside.OutsideWorldException;
import dev.signalbox.outside.OutsideWorldException.Missing;
import dev.signalbox.web.Problem;
import java.util.Locale;

/** Why a log cannot be read, from Nomad's own words, and what can be done then. */
final class LogTroubles {

  private LogTroubles() {}

  /** Nomad's words as they came, and advice that fits them. */
  static Problem problem(OutsideWorldException failure) {
    Kind kind = Kind.of(failure.answered());
    return new Problem(
        kind.title,
        "to " + failure.tried(),
        failure.answered(),
        kind == Kind.OTHER ? failure.advice() : kind.advice,
        null,
        null);
  }

  /** Whether the task has only not begun, so that waiting helps. */
  static boolean notStarted(OutsideWorldException failure) {
    return Kind.of(failure.answered()) == Kind.NOT_STARTED;
  }

  /** Whether the same may be answered otherwise a little later. */
  static boolean mayPass(OutsideWorldException failure) {
    return switch (Kind.of(failure.answered())) {
      case MACHINE_GONE, NOT_STARTED, COLLECTED, UNKNOWN_ALLOCATION, OTHER -> true;
      case UNKNOWN_TASK, SWITCHED_OFF, DENIED -> false;
    };
  }

  /** The words for what is tried again, of a build that runs. */
  static Problem passing(OutsideWorldException failure) {
    return failure instanceof Missing
        ? new Problem(
            "Its client does not tell the log yet",
            "to " + failure.tried(),
            failure.answered(),
            "wait: it is tried again by itself. A build that was just placed, or a client that was"
                + " away, needs a moment; look at its client if it takes minutes",
            null,
            null)
        : problem(failure);
  }

  /** What Nomad says in which case; the same words since 0.8, with 404 or 500. */
  private enum Kind {
    MACHINE_GONE(
        "no path to",
        "The machine is not there",
        "look at its client: while it is down or gone nobody can read what it holds. If it comes"
            + " back, reload this page"),
    NOT_STARTED(
        "not started yet",
        "The task has not started",
        "wait: the log begins here by itself when the task does"),
    COLLECTED(
        "not found on client",
        "The logs are collected",
        "look elsewhere: Nomad clears what an ended allocation has written some hours after its"
            + " end, or when the disk is full. Download a log in time to keep it"),
    UNKNOWN_ALLOCATION(
        "unknown allocation",
        "Nomad does not know the allocation any more",
        "look elsewhere: Nomad forgets ended allocations, and their logs with them"),
    UNKNOWN_TASK(
        "unknown task|could not find task",
        "There is no such task",
        "choose another task of this allocation"),
    SWITCHED_OFF(
        "log collection is disabled|logging is disabled",
        "The task keeps no log",
        "look where the task sends its output: its definition switches the log off"),
    DENIED(
        "permission denied",
        "Nomad does not let the console read logs",
        "give the console's token the capability read-logs in the job's namespace; the policy"
            + " \"read\" is not enough"),
    OTHER("", "The log cannot be read", "");

    private final String words;
    private final String title;
    private final String advice;

    Kind(String words, String title, String advice) {
      this.words = words;
      this.title = title;
      this.advice = advice;
    }

    static Kind of(String answered) {
      String said = answered.toLowerCase(Locale.ROOT);
      for (Kind kind : values()) {
        for (String words : kind.words.split("\\|", -1)) {
          if (said.contains(words)) {
            return kind;
          }
        }
      }
      return OTHER;
    }
  }
}
