package dev.signalbox.velero;

/** State of a backup or restore in the interface, derived from its phase. */
public enum SnapshotState {
  QUEUED,
  RUNNING,
  COMPLETED,
  PARTIAL,
  FAILED,
  DELETING,
  /** An unsupported phase. Pages show Velero's text of it. */
  UNKNOWN;

  /** Returns whether no further progress is expected. */
  public boolean isFinal() {
    return this == COMPLETED || this == PARTIAL || this == FAILED;
  }

  public boolean isActive() {
    return this == QUEUED || this == RUNNING;
  }
}
