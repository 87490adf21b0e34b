package dev.signalbox.nomad.drains;

import dev.signalbox.nomad.Client;

/** What came of draining a client. */
public sealed interface DrainOutcome {

  /**
   * It takes no more builds.
   *
   * @param index of the write, or 0
   */
  record Started(Client client, long index) implements DrainOutcome {}

  /** It was draining already; deadline and reason are the new ones. */
  record Changed(Client client, long index) implements DrainOutcome {}

  /** This very act had arrived before; nothing was sent. */
  record Arrived(Client client) implements DrainOutcome {}

  /** Nothing runs on it that could end. */
  record Down(Client client) implements DrainOutcome {}

  /** Nomad knows no such client. */
  record Gone(String id) implements DrainOutcome {}
}
