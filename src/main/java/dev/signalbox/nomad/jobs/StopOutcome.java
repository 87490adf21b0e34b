package dev.signalbox.nomad.jobs;

/** What came of stopping a job. */
sealed interface StopOutcome {

  /**
   * Nomad took it.
   *
   * @param purged whether Nomad forgets the job at once
   * @param index of the write
   */
  record Stopped(String name, boolean purged, long index) implements StopOutcome {}

  /** It has ended already, and nothing was asked but to stop it. */
  record EndedAlready(String name) implements StopOutcome {}

  /** Nomad knows it no more. */
  record GoneAlready(String id) implements StopOutcome {}
}
