package dev.signalbox.nomad;

/** The client status of an allocation. */
public enum AllocationStatus {
  PENDING,
  RUNNING,
  COMPLETE,
  FAILED,
  /** Its client went down. */
  LOST,
  /** Its client is disconnected; it may still be running. */
  UNKNOWN;

  /** Whether it has ended. {@code UNKNOWN} is not terminal and keeps a drain open. */
  public boolean isTerminal() {
    return this == COMPLETE || this == FAILED || this == LOST;
  }
}
