package dev.signalbox.nomad;

/** What the client says of an allocation. */
public enum AllocationStatus {
  PENDING,
  RUNNING,
  COMPLETE,
  FAILED,
  /** Its client went down. */
  LOST,
  /** Its client is disconnected; it may still run. */
  UNKNOWN;

  /** Whether it has ended. An unknown one has not, and keeps a drain open. */
  public boolean terminal() {
    return this == COMPLETE || this == FAILED || this == LOST;
  }
}
