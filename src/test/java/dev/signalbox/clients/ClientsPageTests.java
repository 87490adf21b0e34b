package dev.signalbox.clients;

import static dev.signalbox.nomad.SnapshotBuilder.NOW;
import static dev.signalbox.nomad.SnapshotBuilder.blocked;
import static dev.signalbox.nomad.SnapshotBuilder.build;
import static dev.signalbox.nomad.SnapshotBuilder.client;
import static dev.signalbox.nomad.SnapshotBuilder.job;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.signalbox.nomad.AllocationStatus;
import dev.signalbox.nomad.ClientAttributes;
import dev.signalbox.nomad.ClusterSnapshot;
import dev.signalbox.nomad.JobStatus;
import dev.signalbox.nomad.ResourceClassFixtures;
import dev.signalbox.nomad.Resources;
import dev.signalbox.nomad.SnapshotBuilder;
import dev.signalbox.web.FilterChip;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tests the client list: summary, facets, filters, sorting, pagination and cluster map. */
@SuppressWarnings("NullAway") // a missing value fails the test
class ClientsPageTests {

  private final SnapshotBuilder acme =
      SnapshotBuilder.cluster()
          .with(client("one").ofClass("linux").attribute(ClientAttributes.AWS_INSTANCE, "i-0ABC"))
          .with(client("two").in("west"))
          .with(client("three").draining(NOW.plusSeconds(8150), Map.of("requested_by", "amara")))
          .with(client("four").down(NOW.minusSeconds(26 * 60)))
          .with(build("b1").on("one").resources(ResourceClassFixtures.LARGE))
          .with(build("b2").on("one").resources(ResourceClassFixtures.LARGE))
          .with(build("b3").on("three"))
          .with(build("lost").on("four").status(AllocationStatus.LOST))
          .with(job("waits", JobStatus.PENDING))
          .with(blocked("waits"));

  @Test
  void summarizesTheCluster() {
    assertThat(ClientPageFixture.of(acme, "/nomad/clients").summary())
        // CPU limits the slots: 6 on "one", where two builds are running, and 8 on "two"
        .isEqualTo(
            "2 of 4 clients ready · 3 builds running · capacity for 14 more large"
                + " · 1 queued, longest 4 min");
  }

  @Test
  void showsFreeCapacityAndSlots() {
    ClientsPage.CapacityFigures capacity = ClientPageFixture.of(acme, "/nomad/clients").capacity();

    assertThat(capacity.ready()).isEqualTo(2);
    assertThat(capacity.freeCpu()).isEqualTo("56 GHz");
    assertThat(capacity.fits())
        .extracting(ClientsPage.CapacityFigures.Fit::name, ClientsPage.CapacityFigures.Fit::more)
        .containsExactly(tuple("small", 28L), tuple("large", 14L));
  }

  @Test
  void showsNotesNextToTheStatus() {
    ClientsPage page = ClientPageFixture.of(acme, "/nomad/clients");

    assertThat(page.clients().items())
        .extracting(ClientsPage.Row::name, row -> row.status().text(), ClientsPage.Row::remark)
        .containsExactly(
            tuple("four", "Down 26 min", "1 build lost"),
            tuple("one", "Ready", ""),
            tuple("three", "Draining, 1 left", "remaining builds killed at 14:20 UTC, by amara"),
            tuple("two", "Ready", ""));
  }

  @Test
  void marksAClientAsNewOnlyIfItCertainlyRegisteredRecently() {
    SnapshotBuilder views =
        SnapshotBuilder.cluster()
            .with(client("old").createdAt(10).since(NOW.minusSeconds(600)))
            .with(client("young").createdAt(200).since(NOW.minusSeconds(60)))
            .with(build("before").on("old").created(NOW.minusSeconds(1200), 100))
            .with(build("after").on("young").created(NOW.minusSeconds(300), 300));

    assertThat(ClientPageFixture.of(views, "/nomad/clients").clients().items())
        .extracting(ClientsPage.Row::name, ClientsPage.Row::age, ClientsPage.Row::remark)
        .containsExactly(
            tuple("old", "20 min", ""), tuple("young", "5 min", "new since 11:59 UTC"));
  }

  @Test
  void countsEachFacetWithTheOtherFiltersApplied() {
    ClientsPage page = ClientPageFixture.of(acme, "/nomad/clients?dc=west");

    assertThat(page.chips())
        .filteredOn(chip -> chip.count() != null && chip.count() > 0)
        .extracting(FilterChip::label)
        .containsExactly("All", "Ready");
    assertThat(page.choices()).extracting(ClientFacets.Choice::name).contains("dc");
    assertThat(page.choices().getLast().options())
        .extracting(ClientFacets.Option::label)
        .containsExactly("default (3)", "west (1)");
    assertThat(ClientPageFixture.names(page)).containsExactly("two");
  }

  @Test
  void searchesNameIdPrefixAddressAndInstanceId() {
    assertThat(ClientPageFixture.names(ClientPageFixture.of(acme, "/nomad/clients?q=TWO")))
        .containsExactly("two");
    assertThat(ClientPageFixture.names(ClientPageFixture.of(acme, "/nomad/clients?q=i-0abc")))
        .containsExactly("one");
    assertThat(
            ClientPageFixture.names(
                ClientPageFixture.of(
                    acme, "/nomad/clients?q=" + SnapshotBuilder.id("four").substring(0, 8))))
        .containsExactly("four");
    assertThat(ClientPageFixture.names(ClientPageFixture.of(acme, "/nomad/clients?q=10.0.0.7")))
        .hasSize(4);
  }

  @Test
  void filtersClientsThatAreSafeToTerminate() {
    SnapshotBuilder views =
        SnapshotBuilder.cluster()
            .with(client("done").drained(NOW.minusSeconds(60)))
            .with(client("stopping").drained(NOW.minusSeconds(60)))
            .with(client("parked").ineligible())
            .with(build("late").on("stopping").stopRequested());

    ClientsPage page = ClientPageFixture.of(views, "/nomad/clients?safe=yes");

    assertThat(ClientPageFixture.names(page)).containsExactly("done");
    assertThat(page.clients().items().getFirst().verdict().safe()).isTrue();
    assertThat(ClientPageFixture.of(views, "/nomad/clients").clients().items())
        .extracting(row -> row.status().text())
        .containsExactly("Drained 1 min", "Ineligible", "Drained, stopping 1");
  }

  @Test
  void sortsByColumnInBothDirections() {
    assertThat(ClientPageFixture.names(ClientPageFixture.of(acme, "/nomad/clients?sort=-builds")))
        .containsExactly("one", "three", "four", "two");
    assertThat(ClientPageFixture.names(ClientPageFixture.of(acme, "/nomad/clients?sort=-name")))
        .containsExactly("two", "three", "one", "four");
    assertThat(ClientPageFixture.names(ClientPageFixture.of(acme, "/nomad/clients?sort=state")))
        .containsExactly("one", "two", "three", "four");
    assertThat(ClientPageFixture.names(ClientPageFixture.of(acme, "/nomad/clients?sort=magic")))
        .hasSize(4);
  }

  @Test
  void pagesForwardsAndBackwardsWithoutGapsOrDuplicates() {
    SnapshotBuilder many = many(120);
    List<String> forwards = new ArrayList<>();
    String url = "/nomad/clients?sort=-memory";
    String last = url;
    while (url != null) {
      ClientsPage page = ClientPageFixture.of(many, url);
      forwards.addAll(ClientPageFixture.names(page));
      last = url;
      url = page.clients().next();
    }
    List<String> backwards = new ArrayList<>();
    for (url = last; url != null; url = ClientPageFixture.of(many, url).clients().previous()) {
      backwards.addAll(0, ClientPageFixture.names(ClientPageFixture.of(many, url)));
    }

    assertThat(forwards).hasSize(120).doesNotHaveDuplicates();
    assertThat(backwards).isEqualTo(forwards);
  }

  @Test
  void ignoresAnInvalidCursor() {
    assertThat(
            ClientPageFixture.names(
                ClientPageFixture.of(many(60), "/nomad/clients?after=magic'--")))
        .isNotEmpty();
    assertThat(
            ClientPageFixture.names(
                ClientPageFixture.of(many(60), "/nomad/clients?after=99999999999~x")))
        .isNotEmpty();
    assertThat(
            ClientPageFixture.names(ClientPageFixture.of(many(60), "/nomad/clients?before=-5~x")))
        .isNotEmpty();
  }

  @Test
  void drawsSingleCellsForFewClientsAndGroupsForMany() {
    assertThat(ClientPageFixture.of(acme, "/nomad/clients").map().cells())
        .extracting(HeatMap.Cell::title)
        .anyMatch(words -> words.matches("one: Ready.*25% allocated"))
        .anyMatch(words -> words.matches("four: Down.*0% allocated"));

    HeatMap map = ClientPageFixture.of(many(6100), "/nomad/clients").map();

    assertThat(map.cells()).isEmpty();
    assertThat(map.fields()).extracting(HeatMap.Field::count).containsExactly(6100);
    assertThat(map.fields().getFirst().stretches())
        .extracting(HeatMap.Stretch::label)
        .containsExactly("6100 ready, empty");
    assertThat(map.fields().getFirst().stretches().getFirst().path()).hasSizeLessThan(1000);
  }

  @Test
  void showsUnknownUsageBeforeTheResourcesWereRead() {
    SnapshotBuilder views =
        SnapshotBuilder.cluster().with(client("unread").resources(Resources.NONE));

    assertThat(
            ClientPageFixture.of(views, "/nomad/clients")
                .clients()
                .items()
                .getFirst()
                .memory()
                .text())
        .isEqualTo("unknown");
  }

  @Test
  void explainsAnEmptyList() {
    assertThat(ClientPageFixture.of(acme, "/nomad/clients?q=nosuchclient").empty().title())
        .isEqualTo("No client matches these filters");
    assertThat(ClientPageFixture.of(SnapshotBuilder.cluster(), "/nomad/clients").empty().title())
        .isEqualTo("No clients yet");
  }

  @Test
  void distinguishesAnUnsyncedClusterFromAnEmptyOne() {
    ClientsPage page =
        ClientPageFixture.of(
            ClusterSnapshot.EMPTY, ClientPageFixture.STALE, "/nomad/clients?q=nosuchclient");

    assertThat(page.summary()).isEqualTo("Waiting for the first sync with Nomad");
    assertThat(page.empty().title()).isEqualTo("No data from Nomad yet");
    assertThat(page.empty().why())
        .contains("to list the clients", "no answer from http://nomad.acme.example:4646");
  }

  @Test
  void isNotSafeToTerminateWithAStaleSnapshot() {
    SnapshotBuilder views =
        SnapshotBuilder.cluster()
            .with(client("done").drained(NOW.minusSeconds(60)))
            .with(client("parked").ineligible());

    assertThat(
            ClientPageFixture.of(views.snapshot(), ClientPageFixture.STALE, "/nomad/clients")
                .clients()
                .items())
        .extracting(ClientsPage.Row::name, row -> row.verdict().word())
        .containsExactly(
            tuple("done", "Termination safety unknown"), tuple("parked", "Not safe to terminate"));
  }

  private static SnapshotBuilder many(int number) {
    SnapshotBuilder views = SnapshotBuilder.cluster();
    for (int i = 0; i < number; i++) {
      views.with(client("client-" + i));
    }
    return views;
  }
}
