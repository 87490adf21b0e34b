package dev.signalbox.drains;

import dev.signalbox.nomad.Client;

/** Outcome of purging a client. */
public sealed interface PurgeOutcome {

  /**
   * The client was removed from Nomad.
   *
   * @param index Nomad's index of the write, or 0 if the server returned none
   */
  record Purged(Client client, long index) implements PurgeOutcome {}

  /** The client is not down, so it would re-register within seconds. */
  record StillAlive(Client client) implements PurgeOutcome {}

  /** Nomad has no such client. */
  record Gone(String id) implements PurgeOutcome {}
}
