package dev.signalbox.clients;

import dev.signalbox.nomad.ClusterSnapshot;
import dev.signalbox.nomad.ResourceClassFixtures;
import dev.signalbox.nomad.SnapshotBuilder;
import dev.signalbox.nomad.SyncStatus;
import dev.signalbox.web.CurrentUser;
import dev.signalbox.web.ListUrl;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;

/** Creates client pages for tests, as shown to an admin at {@link SnapshotBuilder#NOW}. */
final class ClientPageFixture {

  static final Clock CLOCK = Clock.fixed(SnapshotBuilder.NOW, ZoneOffset.UTC);
  static final CurrentUser ADMIN = new CurrentUser("amara", "Amara Okafor", "admin", true, null);
  static final SyncStatus TRUST =
      new SyncStatus(
          SyncStatus.State.LIVE,
          SnapshotBuilder.NOW,
          SnapshotBuilder.NOW,
          true,
          Duration.ZERO,
          List.of("1.11.3"),
          1,
          null,
          null,
          null);

  /** Stale status: Nomad has not responded since 11:55:40 UTC. */
  static final SyncStatus STALE =
      new SyncStatus(
          SyncStatus.State.STALE,
          SnapshotBuilder.NOW.minusSeconds(500),
          SnapshotBuilder.NOW.minusSeconds(510),
          true,
          Duration.ZERO,
          List.of("1.11.3"),
          1,
          "list the clients",
          "no answer from http://nomad.acme.example:4646",
          "Check that it is running.");

  private ClientPageFixture() {}

  static ClientsPage of(SnapshotBuilder cluster, String url) {
    return of(cluster.snapshot(), url);
  }

  static ClientsPage of(ClusterSnapshot snapshot, String url) {
    return of(snapshot, TRUST, url);
  }

  static ClientsPage of(ClusterSnapshot snapshot, SyncStatus trust, String url) {
    return ClientsPage.of(
        ListUrl.parse(url),
        snapshot,
        trust,
        ResourceClassFixtures.smallAndLarge(),
        ADMIN,
        null,
        CLOCK);
  }

  static List<String> names(ClientsPage page) {
    return page.clients().items().stream().map(ClientsPage.Row::name).toList();
  }
}
