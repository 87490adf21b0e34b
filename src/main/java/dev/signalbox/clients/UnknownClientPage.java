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

  /** Creates the page for a client that is not in a loaded snapshot. */
  static UnknownClientPage gone(
      String id, StoredClientEvents.Page stored, FreshnessBanner syncStatus, Clock clock) {
    return new UnknownClientPage(
        nameOf(id, stored),
        ClientBadge.of(new ClientState.Gone(), clock),
        "No longer in Nomad (purged, or garbage-collected after 24 h down)",
        syncStatus,
        emptyState("Client " + id + " not found", "Its machine may have been replaced."),
        ClientDetailPage.lines(stored.events().stream(), clock),
        stored.older());
  }

  /** Creates the page for the time before the first sync. */
  static UnknownClientPage unread(
      String id, StoredClientEvents.Page stored, FreshnessBanner syncStatus, Clock clock) {
    return new UnknownClientPage(
        nameOf(id, stored),
        null,
        NotSyncedYet.SUMMARY,
        syncStatus,
        emptyState("Client " + id + " not loaded", "No data has been loaded from Nomad yet."),
        ClientDetailPage.lines(stored.events().stream(), clock),
        stored.older());
  }

  /** Returns the name in the newest stored event, or the id if there is no event. */
  static String nameOf(String id, StoredClientEvents.Page stored) {
    return stored.events().isEmpty() ? id : stored.events().getFirst().clientName();
  }

  private static EmptyState emptyState(String title, String why) {
    return new EmptyState(title, why, "Open clients", "/nomad/clients");
  }
}
