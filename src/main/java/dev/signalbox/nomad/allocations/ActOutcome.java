package dev.signalbox.nomad.allocations;

/** What came of an act on an allocation. */
sealed interface ActOutcome {

  /**
   * Nomad took it.
   *
   * @param index of the write; 0 where Nomad tells none
   */
  record Done(long index) implements ActOutcome {}

  /** It has ended; there is nothing to stop or to restart. */
  record EndedAlready() implements ActOutcome {}

  /** Nomad knows it no more, or there is no way to its client. */
  record GoneAlready(String told) implements ActOutcome {}
}
