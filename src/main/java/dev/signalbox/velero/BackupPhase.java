package dev.signalbox.velero;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/** {@code status.phase} of a Backup: the values of Velero 1.6 to 1.18. */
public enum BackupPhase {
  NEW("New", SnapshotState.QUEUED),
  /** Since 1.18: waits for a free slot or for a backup of the same namespace. */
  QUEUED("Queued", SnapshotState.QUEUED),
  READY_TO_START("ReadyToStart", SnapshotState.QUEUED),
  FAILED_VALIDATION("FailedValidation", SnapshotState.FAILED),
  IN_PROGRESS("InProgress", SnapshotState.RUNNING),
  /** Up to 1.10. */
  UPLOADING("Uploading", SnapshotState.RUNNING),
  UPLOADING_PARTIAL_FAILURE("UploadingPartialFailure", SnapshotState.RUNNING),
  /** Since 1.11. */
  WAITING_FOR_PLUGIN_OPERATIONS("WaitingForPluginOperations", SnapshotState.RUNNING),
  WAITING_FOR_PLUGIN_OPERATIONS_PARTIALLY_FAILED(
      "WaitingForPluginOperationsPartiallyFailed", SnapshotState.RUNNING),
  FINALIZING("Finalizing", SnapshotState.RUNNING),
  FINALIZING_PARTIALLY_FAILED("FinalizingPartiallyFailed", SnapshotState.RUNNING),
  COMPLETED("Completed", SnapshotState.COMPLETED),
  PARTIALLY_FAILED("PartiallyFailed", SnapshotState.PARTIAL),
  FAILED("Failed", SnapshotState.FAILED),
  DELETING("Deleting", SnapshotState.DELETING),
  UNKNOWN("", SnapshotState.UNKNOWN);

  private static final Map<String, BackupPhase> BY_TEXT =
      Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(BackupPhase::text, p -> p));

  private final String text;
  private final SnapshotState state;

  BackupPhase(String text, SnapshotState state) {
    this.text = text;
    this.state = state;
  }

  /** Parses a phase. An empty text is a new backup that Velero hasn't seen yet. */
  public static BackupPhase of(String text) {
    return text.isEmpty() ? NEW : BY_TEXT.getOrDefault(text, UNKNOWN);
  }

  /** Returns Velero's text of the phase; empty for {@link #UNKNOWN}. */
  public String text() {
    return text;
  }

  public SnapshotState state() {
    return state;
  }

  /** Returns whether the backup is running and has recorded errors. */
  public boolean hasErrorsSoFar() {
    return state == SnapshotState.RUNNING
        && (text.endsWith("PartiallyFailed") || text.endsWith("PartialFailure"));
  }

  /** Returns whether Velero has uploaded the log file, as the velero CLI decides it. */
  public boolean hasLog() {
    return this == COMPLETED
        || this == PARTIALLY_FAILED
        || this == FAILED
        || this == WAITING_FOR_PLUGIN_OPERATIONS
        || this == WAITING_FOR_PLUGIN_OPERATIONS_PARTIALLY_FAILED;
  }
}
