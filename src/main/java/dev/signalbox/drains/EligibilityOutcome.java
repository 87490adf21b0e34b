package dev.signalbox.drains;

import dev.signalbox.nomad.Client;

/** Outcome of marking a client eligible or ineligible. */
public sealed interface EligibilityOutcome {

  /**
   * The eligibility changed.
   *
   * @param index Nomad's index of the write, or 0 if the server returned none
   */
  record Changed(Client client, boolean eligible, long index) implements EligibilityOutcome {}

  /** The client already has the requested eligibility. */
  record NoChange(Client client, boolean eligible) implements EligibilityOutcome {}

  /** The client is draining; Nomad does not allow marking it eligible. */
  record Draining(Client client) implements EligibilityOutcome {}

  /** The client is being released, so its machine may be terminated at any moment. */
  record Released(Client client) implements EligibilityOutcome {}

  /** Nomad has no such client. */
  record Gone(String id) implements EligibilityOutcome {}
}
