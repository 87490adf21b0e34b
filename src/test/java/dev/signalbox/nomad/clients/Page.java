package dev.signalbox.nomad.clients;

import dev.signalbox.nomad.BuildClassesOf;
import dev.signalbox.nomad.ClusterView;
import dev.signalbox.nomad.Trust;
import dev.signalbox.nomad.Views;
import dev.signalbox.web.ListUrl;
import dev.signalbox.web.Visitor;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;

/** Pages of clients for tests, as an admin sees them at {@link Views#NOW}. */
final class Page {

  static final Clock CLOCK = Clock.fixed(Views.NOW, ZoneOffset.UTC);
  static final Visitor ADMIN = new Visitor("amara", "Amara Okafor", "admin", true, null);
  static final Trust TRUST =
      new Trust(
          Trust.State.LIVE,
          Views.NOW,
          Views.NOW,
          true,
          Duration.ZERO,
          List.of("1.11.3"),
          1,
          null,
          null,
          null);

  /** Nomad answers no more since four minutes before noon. */
  static final Trust STALE =
      new Trust(
          Trust.State.STALE,
          Views.NOW.minusSeconds(500),
          Views.NOW.minusSeconds(510),
          true,
          Duration.ZERO,
          List.of("1.11.3"),
          1,
          "list the clients",
          "no answer from http://nomad.acme.example:4646",
          "look whether it is up");

  private Page() {}

  static ClientsPage of(Views cluster, String url) {
    return of(cluster.view(), url);
  }

  static ClientsPage of(ClusterView view, String url) {
    return of(view, TRUST, url);
  }

  static ClientsPage of(ClusterView view, Trust trust, String url) {
    return ClientsPage.of(
        ListUrl.parse(url), view, trust, BuildClassesOf.smallAndLarge(), ADMIN, CLOCK);
  }

  static List<String> names(ClientsPage page) {
    return page.clients().items().stream().map(ClientsPage.Row::name).toList();
  }
}
