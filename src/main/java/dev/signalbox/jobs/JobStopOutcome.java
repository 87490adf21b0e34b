package dev.signalbox.jobs;

/** Result of stopping a job. */
sealed interface JobStopOutcome {

  /**
   * Nomad accepted the request.
   *
   * @param purged whether the job was purged
   * @param index Raft index of the write
   */
  record Stopped(String name, boolean purged, long index) implements JobStopOutcome {}

  /** The job had already ended, and a purge was not requested. */
  record AlreadyEnded(String name) implements JobStopOutcome {}

  /** The job is no longer in Nomad. */
  record AlreadyGone(String id) implements JobStopOutcome {}
}
