package dev.signalbox.clients;

import dev.signalbox.nomad.ClientState;
import dev.signalbox.nomad.ui.ClientBadge;
import dev.signalbox.nomad.ui.NotSyncedYet;
import dev.signalbox.web.EmptyState;
import dev.signalbox.web.FreshnessBanner;
import dev.signalbox.web.StatusLabel;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * View model of the page for a client id that is not in the snapshot.
 *
 * @param status null before the first sync, when it is unknown whether the client exists
 * @param events first page of the stored events of the client
 * @param older URL of the next page of older events, or null
 */
record UnknownClientPage(
    String name,
    @Nullable StatusLabel status,
    String summary,
    FreshnessBanner syncStatus,
    EmptyState empty,
    List<ClientDetailPage.EventLine> events,
    @Nullable String older) {

  /** Creates the page for a client that is not in the snapshot. */
  static UnknownClientPage of(
      String id,
      StoredClientEvents.Page stored,
      boolean unsynced,
      FreshnessBanner syncStatus,
      Clock clock) {
    return new UnknownClientPage(
        nameOf(id, stored),
        unsynced ? null : ClientBadge.of(new ClientState.Gone(), clock),
        unsynced
            ? NotSyncedYet.SUMMARY
            : "No longer in Nomad (purged, or garbage-collected after 24 h down)",
        syncStatus,
        new EmptyState(
            "Client " + id + (unsynced ? " not loaded" : " not found"),
            unsynced
                ? "No data has been loaded from Nomad yet."
                : "Its machine may have been replaced.",
            "Open clients",
            "/nomad/clients"),
        ClientDetailPage.lines(stored.events().stream(), clock),
        stored.older());
  }

  /** Returns the name in the newest stored event, or the id if there is no event. */
  static String nameOf(String id, StoredClientEvents.Page stored) {
    return stored.events().isEmpty() ? id : stored.events().getFirst().clientName();
  }
}
