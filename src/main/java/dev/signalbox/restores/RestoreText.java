package dev.signalbox.restores;

import dev.signalbox.restores.RestoreOperation.Step;
import dev.signalbox.velero.Restore;
import dev.signalbox.velero.RestorePhase;
import dev.signalbox.web.StatusLabel;
import dev.signalbox.web.StatusTone;
import org.jspecify.annotations.Nullable;

/** Texts for the states and numbers of restores. */
final class RestoreText {

  private RestoreText() {}

  static StatusLabel status(RestoreOperation operation) {
    return switch (operation.state()) {
      case RUNNING -> running("Running");
      case PAUSED -> StatusLabel.warn("Paused");
      case CANCELING -> running("Canceling");
      case CANCELED -> StatusLabel.off("Canceled");
      case FINISHED -> ended(operation.outcome());
    };
  }

  private static StatusLabel ended(@Nullable RestoreOutcome outcome) {
    if (outcome == null) {
      return StatusLabel.unknown("Unknown");
    }
    return switch (RestorePhase.of(outcome.phase()).state()) {
      case COMPLETED -> StatusLabel.ok("Completed");
      case PARTIAL -> StatusLabel.warn("Partial");
      case FAILED -> StatusLabel.bad("Failed");
      default -> StatusLabel.warn(outcome.phase());
    };
  }

  static StatusLabel status(Restore restore) {
    return switch (restore.state()) {
      case QUEUED -> StatusLabel.waiting("Queued");
      case RUNNING ->
          restore.phase().hasErrorsSoFar()
              ? new StatusLabel(StatusTone.WARN, "player-play", "Running, errors so far")
              : running("Running");
      case COMPLETED -> StatusLabel.ok("Completed");
      case PARTIAL -> StatusLabel.warn("Partial");
      case FAILED -> StatusLabel.bad("Failed");
      case DELETING, UNKNOWN -> StatusLabel.unknown("Unknown");
    };
  }

  static String phase(Restore restore) {
    return restore.phaseText().isEmpty() ? "no phase yet" : restore.phaseText();
  }

  static String label(Step step) {
    return switch (step) {
      case SAFETY_SNAPSHOT -> "Safety snapshot";
      case STOP_WORKLOADS -> "Stop workloads";
      case DELETE -> "Delete workloads and volume claims";
      case CREATE_RESTORE -> "Create the Restore in Velero";
      case WAIT -> "Restore";
      case DONE -> "Done";
    };
  }

  /** Returns numbers of errors and warnings in words; empty if there are none. */
  static String problems(long errors, long warnings) {
    return errors == 0 && warnings == 0
        ? ""
        : count(errors, "error") + ", " + count(warnings, "warning");
  }

  /** Returns a number with its noun, such as {@code 1 error} or {@code 3 errors}. */
  static String count(long number, String noun) {
    return number == 1 ? "1 " + noun : "%,d %ss".formatted(number, noun);
  }

  private static StatusLabel running(String text) {
    return new StatusLabel(StatusTone.ACCENT, "player-play", text);
  }
}
