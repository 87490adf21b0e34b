package dev.signalbox.nomad.clients;

import dev.signalbox.nomad.ClientBadge;
import dev.signalbox.nomad.ClientState;
import dev.signalbox.nomad.TrustLine;
import dev.signalbox.web.Empty;
import dev.signalbox.web.Status;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The page of a client that Nomad does not know, ready to print.
 *
 * @param status null while nobody can tell whether it is gone
 * @param events what is kept of it, the newest
 * @param older where the rest is, or null
 */
record GonePage(
    String name,
    @Nullable Status status,
    String truth,
    TrustLine trust,
    Empty empty,
    List<ClientDetailPage.EventLine> events,
    @Nullable String older) {

  /** The view was read, and it is not there. */
  static GonePage gone(String id, KeptEvents.Page kept, TrustLine trust, Clock clock) {
    return new GonePage(
        nameOf(id, kept),
        ClientBadge.of(new ClientState.Gone(), clock),
        "Nomad knows it no more: it was purged, or forgotten a day after it went down",
        trust,
        list("There is no client " + id, "Its machine may have been replaced by another."),
        ClientDetailPage.lines(kept.events().stream(), clock),
        kept.older());
  }

  /** Nothing was read yet, so nobody can tell. */
  static GonePage unread(String id, KeptEvents.Page kept, TrustLine trust, Clock clock) {
    return new GonePage(
        nameOf(id, kept),
        null,
        "Not known: the cluster has not been read yet",
        trust,
        list("Nothing is known of the client " + id, "The cluster has not been read yet."),
        ClientDetailPage.lines(kept.events().stream(), clock),
        kept.older());
  }

  /** As it was called when it was last heard of. */
  static String nameOf(String id, KeptEvents.Page kept) {
    return kept.events().isEmpty() ? id : kept.events().getFirst().clientName();
  }

  private static Empty list(String title, String why) {
    return new Empty(title, why, "Open the list of clients", "/nomad/clients");
  }
}
