package dev.signalbox.nomad.drains;

import dev.signalbox.nomad.Client;

/** What came of ending a drain. */
public sealed interface CancelOutcome {

  /**
   * The drain ended.
   *
   * @param eligible whether the client takes builds again
   * @param index of the write, or 0
   */
  record Cancelled(Client client, boolean eligible, long index) implements CancelOutcome {}

  /** There is nothing to end: it is over, or somebody else was faster. */
  record NotDraining(Client client) implements CancelOutcome {}

  /** Nomad knows no such client. */
  record Gone(String id) implements CancelOutcome {}
}
