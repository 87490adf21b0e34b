package dev.signalbox.nomad.drains;

import dev.signalbox.nomad.Client;

/** What came of having Nomad forget a client. */
public sealed interface PurgeOutcome {

  /**
   * Nomad knows it no more.
   *
   * @param index of the write, or 0
   */
  record Purged(Client client, long index) implements PurgeOutcome {}

  /** It lives, so it would register again within seconds. */
  record Lives(Client client) implements PurgeOutcome {}

  /** Nomad knows no such client. */
  record Gone(String id) implements PurgeOutcome {}
}
