package dev.signalbox.drains;

import dev.signalbox.nomad.Client;

/** Outcome of canceling a drain. */
public sealed interface DrainCancelOutcome {

  /**
   * The drain was canceled.
   *
   * @param eligible whether the client is eligible again
   * @param index Nomad's index of the write, or 0 if the server returned none
   */
  record Canceled(Client client, boolean eligible, long index) implements DrainCancelOutcome {}

  /** The client is not draining: the drain has completed or was canceled by someone else. */
  record NotDraining(Client client) implements DrainCancelOutcome {}

  /** Nomad has no such client. */
  record Gone(String id) implements DrainCancelOutcome {}
}
