package dev.signalbox.snapshots;

import dev.signalbox.velero.Backup;
import dev.signalbox.velero.BackupKind;
import dev.signalbox.velero.BackupTrigger;
import dev.signalbox.velero.SnapshotState;
import dev.signalbox.web.StatusLabel;
import dev.signalbox.web.StatusTone;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Words for states, kinds and triggers of snapshots, and their codes in URLs. */
final class SnapshotText {

  private SnapshotText() {}

  static String code(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  static <E extends Enum<E>> List<String> codes(E[] values) {
    return Arrays.stream(values).map(SnapshotText::code).toList();
  }

  static <E extends Enum<E>> Optional<E> parse(E[] values, String code) {
    return Arrays.stream(values).filter(value -> code(value).equals(code)).findFirst();
  }

  static String label(SnapshotState state) {
    return switch (state) {
      case QUEUED -> "Queued";
      case RUNNING -> "Running";
      case COMPLETED -> "Completed";
      case PARTIAL -> "Partial";
      case FAILED -> "Failed";
      case DELETING -> "Deleting";
      case UNKNOWN -> "Unknown";
    };
  }

  static String label(BackupKind kind) {
    return switch (kind) {
      case FULL -> "Full";
      case PARTIAL -> "Partial";
      case CUSTOM -> "Custom";
    };
  }

  static String label(BackupTrigger trigger) {
    return switch (trigger) {
      case MANUAL -> "manual";
      case SCHEDULE -> "schedule";
      case SAFETY -> "before a restore";
    };
  }

  /**
   * Returns the state as a label.
   *
   * @param incomplete whether data of a volume is missing in a completed backup
   */
  static StatusLabel status(Backup backup, boolean incomplete) {
    return switch (backup.state()) {
      case QUEUED -> StatusLabel.waiting("Queued");
      case RUNNING ->
          backup.status().phase().hasErrorsSoFar()
              ? new StatusLabel(StatusTone.WARN, "player-play", "Running, errors so far")
              : new StatusLabel(StatusTone.ACCENT, "player-play", "Running");
      case COMPLETED -> incomplete ? StatusLabel.warn("Incomplete") : StatusLabel.ok("Completed");
      case PARTIAL -> StatusLabel.warn("Partial");
      case FAILED -> StatusLabel.bad("Failed");
      case DELETING -> new StatusLabel(StatusTone.IDLE, "trash", "Deleting");
      case UNKNOWN -> StatusLabel.unknown("Unknown");
    };
  }

  /** Returns Velero's text of the phase; an empty one is a backup that Velero has not seen yet. */
  static String phase(Backup backup) {
    String text = backup.status().phaseText();
    return text.isEmpty() ? "no phase yet" : text;
  }
}
