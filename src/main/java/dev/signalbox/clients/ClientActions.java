package dev.signalbox.clients;

import dev.signalbox.nomad.Client;
import dev.signalbox.nomad.ClientStatus;
import dev.signalbox.web.ActionButton;
import dev.signalbox.web.CurrentUser;
import org.jspecify.annotations.Nullable;

/** Actions of a client page. Each one links to its confirmation page. */
record ClientActions(
    ActionButton drain, ActionButton eligibility, String eligibilityIcon, ActionButton purge) {

  /**
   * Returns the actions.
   *
   * @param denied why Nomad denies them, or null if it is not known to
   */
  static ClientActions of(Client client, CurrentUser visitor, @Nullable String denied) {
    boolean down = client.status() == ClientStatus.DOWN;
    return new ClientActions(
        ActionButton.of(
            client.draining() ? "Change or stop drain" : "Drain client",
            visitor,
            down && !client.draining() ? "Can't drain: client is down." : denied),
        ActionButton.of(
            client.eligible() ? "Mark ineligible" : "Mark eligible",
            visitor,
            client.draining() ? "Already draining. Stop the drain instead." : denied),
        client.eligible() ? "hand-stop" : "player-play",
        ActionButton.of(
            "Purge",
            visitor,
            down
                ? denied
                : "Only down clients can be purged; this one would re-register at once."));
  }
}
