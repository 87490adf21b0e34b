package dev.signalbox.nomad;

/** The job status in the Nomad API. It says nothing about success. */
public enum JobStatus {
  /** No allocation yet, and an evaluation is open. */
  PENDING,
  /** An allocation or a deployment has not ended. */
  RUNNING,
  /** All allocations have ended, successful or not. */
  DEAD,
  /** A status unknown to this version of Signalbox. */
  UNKNOWN
}
