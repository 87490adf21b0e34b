package dev.signalbox.clients;

import static dev.signalbox.nomad.SnapshotBuilder.NOW;
import static dev.signalbox.nomad.SnapshotBuilder.build;
import static dev.signalbox.nomad.SnapshotBuilder.client;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.nomad.AllocationStatus;
import dev.signalbox.nomad.ClientAttributes;
import dev.signalbox.nomad.ClientHistory.PastEvent;
import dev.signalbox.nomad.ClusterSnapshot;
import dev.signalbox.nomad.NomadQueries.ClientDetail;
import dev.signalbox.nomad.NomadQueries.ClientEvent;
import dev.signalbox.nomad.NomadQueries.HostStats;
import dev.signalbox.nomad.ResourceClassFixtures;
import dev.signalbox.nomad.SnapshotBuilder;
import dev.signalbox.nomad.SyncStatus;
import dev.signalbox.web.CurrentUser;
import dev.signalbox.web.ListUrl;
import dev.signalbox.web.ProblemPanel;
import dev.signalbox.web.RawText;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tests the page of one client: allocations, verdict, drain, actions, events and host usage. */
@SuppressWarnings("NullAway") // a missing value fails the test
class ClientPageTests {

  private final SnapshotBuilder views =
      SnapshotBuilder.cluster()
          .with(
              client("one")
                  .draining(
                      NOW.plusSeconds(600), Map.of("requested_by", "amara", "message", "image"))
                  .attribute(ClientAttributes.AWS_INSTANCE, "i-0abc"))
          .with(build("runs").on("one"))
          .with(build("ran").on("one").status(AllocationStatus.FAILED))
          .with(build("everywhere").ofType("system").on("one"));

  @Test
  void listsRunningAndRecentBuilds() {
    ClientPage page = page(ClientPageFixture.ADMIN);

    assertThat(page.live())
        .extracting(ClientAllocationRow::job)
        .containsExactlyInAnyOrder("runs", "everywhere");
    assertThat(page.ended()).extracting(line -> line.status().text()).containsExactly("Failed");
    assertThat(page.summary()).startsWith("1 build ·");
  }

  @Test
  void explainsWhyTheMachineIsNotSafeToTerminate() {
    assertThat(page(ClientPageFixture.ADMIN).verdict())
        .isEqualTo(
            new ClientsPage.TerminationVerdict(
                ClientsPage.TerminationAnswer.NO, "Draining: 1 build still running."));
  }

  @Test
  void reportsLostContactForAnEligibleClientThatIsDown() {
    SnapshotBuilder down =
        SnapshotBuilder.cluster().with(client("one").down(NOW.minusSeconds(42 * 60)));

    assertThat(page(down, ClientPageFixture.TRUST).verdict())
        .returns("Machine state unknown", ClientsPage.TerminationVerdict::title)
        .returns(false, ClientsPage.TerminationVerdict::safe)
        .extracting(ClientsPage.TerminationVerdict::reason)
        .asString()
        .startsWith("Nomad lost contact 42 min ago.");
  }

  @Test
  void showsWhoDrainsTheClientAndTheDeadline() {
    ClientDrainPanel drain = page(ClientPageFixture.ADMIN).drain();

    assertThat(drain.by()).isEqualTo("amara");
    assertThat(drain.message()).isEqualTo("image");
    assertThat(drain.force())
        .isEqualTo("Remaining builds are killed at 23 Nov 2026, 12:14:10 UTC (in 10 min)");
  }

  @Test
  void explainsWhyAnActionIsNotAvailable() {
    ClientPage.ClientActions acts = page(ClientPageFixture.ADMIN).actions();

    assertThat(acts.drain().label()).isEqualTo("Change or stop drain");
    assertThat(acts.drain().allowed()).isTrue();
    assertThat(acts.eligibility().disabledReason()).startsWith("Already draining");
    assertThat(acts.purge().disabledReason()).startsWith("Only down clients can be purged");
    assertThat(
            page(new CurrentUser("v", null, "viewer", true, "you are a viewer")).actions().drain())
        .matches(act -> !act.allowed());
  }

  @Test
  void offersToCopyTheInstanceId() {
    assertThat(page(ClientPageFixture.ADMIN).facts())
        .contains(new ClientPage.Fact("AWS instance", "i-0abc", true));
  }

  @Test
  void mergesNomadEventsWithStoredEventsWithoutDuplicates() {
    ClientDetail detail =
        new ClientDetail(
            views.snapshot().client(SnapshotBuilder.id("one")).orElseThrow(),
            Map.of("cpu.arch", "amd64", "os.name", "ubuntu"),
            Map.of("rack", "b2"),
            List.of(new ClientEvent(NOW, "Drain", "Node drain strategy set", Map.of())),
            new RawText("{}", null));
    List<PastEvent> past =
        List.of(
            new PastEvent(NOW.plusMillis(3), "one", "Drain", "Node drain strategy set", Map.of()),
            new PastEvent(
                NOW.minusSeconds(900), "one", "Cluster", "Node registered", Map.of("a", "b")));

    ClientDetailPage page =
        ClientDetailPage.of(
            detail,
            new StoredClientEvents.Page(past, true, null),
            "UBUNTU",
            ClientPageFixture.CLOCK);

    assertThat(page.events())
        .extracting(ClientDetailPage.EventLine::message)
        .containsExactly("Node drain strategy set", "Node registered");
    assertThat(page.events().getLast().details()).isEqualTo("a: b");
    assertThat(page.attributes().rows())
        .containsExactly(new ClientDetailPage.Pair("os.name", "ubuntu"));
    assertThat(page.meta().rows()).isEmpty();
  }

  @Test
  void showsTheHostUsage() {
    ClientUsagePage page =
        ClientUsagePage.of(
            views.snapshot().client(SnapshotBuilder.id("one")).orElseThrow(),
            new HostStats(
                200,
                190,
                Double.NaN,
                16,
                List.of(new HostStats.Disk("/dev/sda", "/", 100, 31, 31.4)),
                90_000,
                NOW),
            ClientPageFixture.CLOCK);

    assertThat(page.memory().text()).isEqualTo("95%");
    assertThat(page.memory().tone()).isEqualTo("bad");
    assertThat(page.cpu().text()).isEqualTo("0%");
    assertThat(page.disks()).extracting(ClientUsagePage.Gauge::text).containsExactly("31%");
    assertThat(page.up()).isEqualTo("1 d 1 h");
  }

  @Test
  void isSafeToTerminateOnlyWithACurrentSnapshot() {
    SnapshotBuilder drained =
        SnapshotBuilder.cluster().with(client("one").drained(NOW.minusSeconds(60)));

    assertThat(page(drained, ClientPageFixture.TRUST).verdict().title())
        .isEqualTo("Safe to terminate");
    assertThat(page(drained, ClientPageFixture.STALE).verdict())
        .returns("Termination safety unknown", ClientsPage.TerminationVerdict::title)
        .returns(false, ClientsPage.TerminationVerdict::safe)
        .returns(
            "It was safe when last seen, but Nomad has been unreachable since 11:55 UTC.",
            ClientsPage.TerminationVerdict::reason);
    assertThat(page(views, ClientPageFixture.STALE).verdict().answer())
        .isEqualTo(ClientsPage.TerminationAnswer.NO);
  }

  @Test
  void showsStoredEventsWhileNomadDoesNotRespond() {
    StoredClientEvents.Page kept =
        new StoredClientEvents.Page(
            List.of(new PastEvent(NOW, "one", "Drain", "Node drain complete", Map.of())),
            true,
            "/nomad/clients/x/detail?before=7.1");

    ClientDetailPage page =
        ClientDetailPage.without(
            "x",
            "one",
            new ProblemPanel(
                "Attributes unavailable", "to read it", "connection closed", "Retry.", null, null),
            kept,
            ClientPageFixture.CLOCK);

    assertThat(page.events())
        .extracting(ClientDetailPage.EventLine::message)
        .containsExactly("Node drain complete");
    assertThat(page.older()).isEqualTo("/nomad/clients/x/detail?before=7.1");
  }

  private ClientPage page(CurrentUser visitor) {
    return page(views, ClientPageFixture.TRUST, visitor);
  }

  @Test
  void showsNoDeadlineOfACompleteDrain() {
    ClientPage page =
        page(SnapshotBuilder.cluster().with(client("one").drained(NOW)), ClientPageFixture.TRUST);

    assertThat(page.drain().title()).isEqualTo("Last drain: complete");
    assertThat(page.drain().force()).isNull();
    assertThat(page.remark()).doesNotContain("killed");
  }

  @Test
  void disablesTheActionsThatNomadDenied() {
    String denied = "Nomad denied this at 12:04 UTC: the token of Signalbox lacks node:write.";

    ClientPage.ClientActions actions =
        ClientPage.ClientActions.of(client("one").build(), ClientPageFixture.ADMIN, denied);

    assertThat(actions.drain().disabledReason()).isEqualTo(denied);
    assertThat(actions.eligibility().disabledReason()).isEqualTo(denied);
    ClientsPage list =
        ClientsPage.of(
            ListUrl.parse("/nomad/clients"),
            views.snapshot(),
            ClientPageFixture.TRUST,
            ResourceClassFixtures.smallAndLarge(),
            ClientPageFixture.ADMIN,
            denied,
            ClientPageFixture.CLOCK);
    assertThat(list.drain().disabledReason()).isEqualTo(denied);
  }

  @Test
  void showsNoNodePoolOnServersWithoutNodePools() {
    ClientPage page = page(SnapshotBuilder.cluster().with(client("one")), ClientPageFixture.TRUST);

    assertThat(page.facts()).extracting(ClientPage.Fact::label).doesNotContain("Node pool");
  }

  private static ClientPage page(SnapshotBuilder views, SyncStatus trust) {
    return page(views, trust, ClientPageFixture.ADMIN);
  }

  private static ClientPage page(SnapshotBuilder views, SyncStatus trust, CurrentUser visitor) {
    ClusterSnapshot snapshot = views.snapshot();
    return ClientPage.of(
        snapshot.client(SnapshotBuilder.id("one")).orElseThrow(),
        snapshot,
        trust,
        null,
        ResourceClassFixtures.smallAndLarge(),
        visitor,
        null,
        false,
        ClientPageFixture.CLOCK);
  }
}
