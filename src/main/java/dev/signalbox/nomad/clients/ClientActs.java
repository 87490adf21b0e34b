package dev.signalbox.nomad.clients;

import dev.signalbox.nomad.Client;
import dev.signalbox.nomad.ClientStatus;
import dev.signalbox.web.Act;
import dev.signalbox.web.Visitor;

/** What may be done with a client; each leads to the page that says what it would do. */
record ClientActs(Act drain, Act eligibility, String eligibilityIcon, Act purge) {

  static ClientActs of(Client client, Visitor visitor) {
    boolean down = client.status() == ClientStatus.DOWN;
    return new ClientActs(
        Act.of(
            client.draining() ? "Change or cancel the drain" : "Drain this client",
            visitor,
            down && !client.draining()
                ? "It is down: nothing runs there that could be waited for."
                : null),
        Act.of(
            client.eligible() ? "Take no new builds" : "Make eligible",
            visitor,
            client.draining() ? "It is being drained; cancel the drain instead." : null),
        client.eligible() ? "hand-stop" : "player-play",
        Act.of("Purge", visitor, down ? null : "It is not down: it would register again at once."));
  }
}
