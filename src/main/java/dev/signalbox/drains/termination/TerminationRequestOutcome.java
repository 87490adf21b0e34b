package dev.signalbox.drains.termination;

/** Outcome of requesting a release. */
sealed interface TerminationRequestOutcome {

  /** The release was created; it starts within seconds. */
  record Requested(TerminationRequest release) implements TerminationRequestOutcome {}

  /** A release of the client is already in progress; none was created. */
  record Running(TerminationRequest release) implements TerminationRequestOutcome {}

  /** Too little capacity would remain. */
  record Refused(String why) implements TerminationRequestOutcome {}

  /** Nomad data is stale, so the capacity is unknown. */
  record Stale() implements TerminationRequestOutcome {}
}
