package dev.signalbox.snapshots.velero;

/** State of a backup or restore in the interface. */
public enum SnapshotState {
  QUEUED,
  RUNNING,
  OK,
  PARTIAL,
  FAILED,
  DELETING,
  /** A phase that this version of Signalbox doesn't know; its text is shown. */
  UNKNOWN;

  /** Returns whether no further progress is expected. */
  public boolean isFinal() {
    return this == OK || this == PARTIAL || this == FAILED;
  }

  public boolean isActive() {
    return this == QUEUED || this == RUNNING;
  }
}
