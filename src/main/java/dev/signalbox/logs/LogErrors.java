package dev.signalbox.logs;

import dev.signalbox.remote.RemoteSystemException;
import dev.signalbox.remote.RemoteSystemException.NotFound;
import dev.signalbox.web.ProblemPanel;
import java.util.Locale;

/** Classifies failures to read a log by Nomad's error message, with advice for each. */
final class LogErrors {

  private LogErrors() {}

  /** Returns Nomad's message verbatim, with advice. */
  static ProblemPanel problem(RemoteSystemException failure) {
    Kind kind = Kind.of(failure.response());
    return new ProblemPanel(
        kind.title,
        "to " + failure.tried(),
        failure.response(),
        kind == Kind.OTHER ? failure.advice() : kind.advice,
        null,
        null);
  }

  /** Returns whether the failure means that the task has not started yet. */
  static boolean isNotStarted(RemoteSystemException failure) {
    return Kind.of(failure.response()) == Kind.NOT_STARTED;
  }

  /** Returns whether a retry may succeed. */
  static boolean isTransient(RemoteSystemException failure) {
    return switch (Kind.of(failure.response())) {
      case MACHINE_GONE, NOT_STARTED, COLLECTED, NO_FILE, UNKNOWN_ALLOCATION, OTHER -> true;
      case UNKNOWN_TASK, SWITCHED_OFF, DENIED -> false;
    };
  }

  /** Returns the problem for a failure that is retried while the build runs. */
  static ProblemPanel transientProblem(RemoteSystemException failure) {
    return failure instanceof NotFound
        ? new ProblemPanel(
            "Log not available yet",
            "to " + failure.tried(),
            failure.response(),
            "Wait: Signalbox retries automatically. A newly placed build or a reconnected client"
                + " needs a moment. Check the client if this takes minutes.",
            null,
            null)
        : problem(failure);
  }

  /** Nomad's messages by case. The texts are unchanged since 0.8; the status is 404 or 500. */
  private enum Kind {
    MACHINE_GONE(
        "no path to",
        "Client unreachable",
        "Logs can be read only while the client is up. Reload this page when it is back."),
    NOT_STARTED(
        "not started yet",
        "The task has not started",
        "Wait: the log starts here automatically when the task starts."),
    COLLECTED(
        "not found on client|no such file or directory",
        "Logs were garbage-collected",
        "Nomad deletes logs some hours after an allocation ends. Download logs you need to keep."),
    NO_FILE(
        "log entry for task",
        "No log file",
        "The task has written nothing to this log, or Nomad has deleted the file."),
    UNKNOWN_ALLOCATION(
        "unknown allocation",
        "Allocation no longer exists",
        "Nomad garbage-collects ended allocations and their logs. Download logs you need to keep."),
    UNKNOWN_TASK(
        "unknown task|could not find task",
        "Task not found",
        "Choose another task of this allocation."),
    SWITCHED_OFF(
        "log collection is disabled|logging is disabled",
        "Log collection is disabled",
        "The job spec disables log collection for this task. Check where it sends its output."),
    DENIED(
        "permission denied",
        "Permission denied",
        "Grant Signalbox's token the read-logs capability in this namespace (policy read is not"
            + " enough)."),
    OTHER("", "Can't read the log", "");

    private final String phrases;
    private final String title;
    private final String advice;

    Kind(String phrases, String title, String advice) {
      this.phrases = phrases;
      this.title = title;
      this.advice = advice;
    }

    static Kind of(String answered) {
      String message = answered.toLowerCase(Locale.ROOT);
      for (Kind kind : values()) {
        for (String phrase : kind.phrases.split("\\|", -1)) {
          if (message.contains(phrase)) {
            return kind;
          }
        }
      }
      return OTHER;
    }
  }
}
