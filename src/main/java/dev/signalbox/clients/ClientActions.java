package dev.signalbox.clients;

import dev.signalbox.nomad.Client;
import dev.signalbox.nomad.ClientStatus;
import dev.signalbox.web.ActionButton;
import dev.signalbox.web.CurrentUser;

/** Actions of a client page. Each one links to its confirmation page. */
record ClientActions(
    ActionButton drain, ActionButton eligibility, String eligibilityIcon, ActionButton purge) {

  static ClientActions of(Client client, CurrentUser visitor) {
    boolean down = client.status() == ClientStatus.DOWN;
    return new ClientActions(
        ActionButton.of(
            client.draining() ? "Change or stop drain" : "Drain client",
            visitor,
            down && !client.draining() ? "Can't drain: client is down." : null),
        ActionButton.of(
            client.eligible() ? "Mark ineligible" : "Mark eligible",
            visitor,
            client.draining() ? "Already draining. Stop the drain instead." : null),
        client.eligible() ? "hand-stop" : "player-play",
        ActionButton.of(
            "Purge",
            visitor,
            down ? null : "Only down clients can be purged; this one would re-register at once."));
  }
}
