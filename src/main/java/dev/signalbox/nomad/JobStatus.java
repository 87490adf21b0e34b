package dev.signalbox.nomad;

/** Nomad's own word for a job, which says nothing about success. */
public enum JobStatus {
  /** No allocation yet, and an evaluation is open. */
  PENDING,
  /** Some allocation or deployment has not ended. */
  RUNNING,
  /** Nothing of it goes on, whether it worked or failed. */
  DEAD,
  /** A word that this console does not know. */
  UNKNOWN
}
