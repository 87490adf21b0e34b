package dev.signalbox.drains;

import dev.signalbox.nomad.Client;

/** Outcome of draining a client. */
public sealed interface DrainStartOutcome {

  /**
   * The drain started.
   *
   * @param index Nomad's index of the write, or 0 if the server returned none
   */
  record Started(Client client, long index) implements DrainStartOutcome {}

  /** The client was already draining; its deadline and reason were replaced. */
  record Changed(Client client, long index) implements DrainStartOutcome {}

  /** Nomad had already received this operation; nothing was sent. */
  record AlreadyApplied(Client client) implements DrainStartOutcome {}

  /** The client is down, so there is nothing to drain. */
  record Down(Client client) implements DrainStartOutcome {}

  /** Nomad has no such client. */
  record Gone(String id) implements DrainStartOutcome {}
}
