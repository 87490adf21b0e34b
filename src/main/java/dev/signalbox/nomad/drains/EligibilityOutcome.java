package dev.signalbox.nomad.drains;

import dev.signalbox.nomad.Client;

/** What came of letting builds on a client, or not. */
public sealed interface EligibilityOutcome {

  /**
   * It is so now.
   *
   * @param index of the write, or 0
   */
  record Done(Client client, boolean eligible, long index) implements EligibilityOutcome {}

  /** Nothing to do: it was so. */
  record AlreadySo(Client client, boolean eligible) implements EligibilityOutcome {}

  /** Nomad lets no builds on a client that is being drained. */
  record Draining(Client client) implements EligibilityOutcome {}

  /** A release takes it out: whoever terminates its machine may count on that no build comes. */
  record Released(Client client) implements EligibilityOutcome {}

  /** Nomad knows no such client. */
  record Gone(String id) implements EligibilityOutcome {}
}
