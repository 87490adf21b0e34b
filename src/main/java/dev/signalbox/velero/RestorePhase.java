package dev.signalbox.velero;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/** {@code status.phase} of a Restore: the values of Velero 1.6 to 1.18. */
public enum RestorePhase {
  NEW("New", SnapshotState.QUEUED),
  FAILED_VALIDATION("FailedValidation", SnapshotState.FAILED),
  IN_PROGRESS("InProgress", SnapshotState.RUNNING),
  /** Since 1.11. */
  WAITING_FOR_PLUGIN_OPERATIONS("WaitingForPluginOperations", SnapshotState.RUNNING),
  WAITING_FOR_PLUGIN_OPERATIONS_PARTIALLY_FAILED(
      "WaitingForPluginOperationsPartiallyFailed", SnapshotState.RUNNING),
  /** Since 1.14. */
  FINALIZING("Finalizing", SnapshotState.RUNNING),
  FINALIZING_PARTIALLY_FAILED("FinalizingPartiallyFailed", SnapshotState.RUNNING),
  COMPLETED("Completed", SnapshotState.COMPLETED),
  PARTIALLY_FAILED("PartiallyFailed", SnapshotState.PARTIAL),
  FAILED("Failed", SnapshotState.FAILED),
  UNKNOWN("", SnapshotState.UNKNOWN);

  private static final Map<String, RestorePhase> BY_TEXT =
      Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(RestorePhase::text, p -> p));

  private final String text;
  private final SnapshotState state;

  RestorePhase(String text, SnapshotState state) {
    this.text = text;
    this.state = state;
  }

  /** Parses a phase. An empty text is a new restore that Velero hasn't seen yet. */
  public static RestorePhase of(String text) {
    return text.isEmpty() ? NEW : BY_TEXT.getOrDefault(text, UNKNOWN);
  }

  /** Returns Velero's text of the phase; empty for {@link #UNKNOWN}. */
  public String text() {
    return text;
  }

  public SnapshotState state() {
    return state;
  }

  /** Returns whether the restore is running and has recorded errors. */
  public boolean hasErrorsSoFar() {
    return state == SnapshotState.RUNNING && text.endsWith("PartiallyFailed");
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
