package dev.signalbox.nomad.clients;

import static dev.signalbox.nomad.Views.NOW;
import static dev.signalbox.nomad.Views.blocked;
import static dev.signalbox.nomad.Views.build;
import static dev.signalbox.nomad.Views.client;
import static dev.signalbox.nomad.Views.job;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.signalbox.nomad.AllocationStatus;
import dev.signalbox.nomad.BuildClassesOf;
import dev.signalbox.nomad.ClientAttributes;
import dev.signalbox.nomad.ClusterView;
import dev.signalbox.nomad.JobStatus;
import dev.signalbox.nomad.Resources;
import dev.signalbox.nomad.Views;
import dev.signalbox.web.Chip;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The list of clients: counted, filtered, sorted, paged, drawn. */
@SuppressWarnings("NullAway") // what is missing fails the test
class ClientsPageTests {

  private final Views acme =
      Views.cluster()
          .with(client("one").ofClass("linux").attribute(ClientAttributes.AWS_INSTANCE, "i-0ABC"))
          .with(client("two").in("west"))
          .with(client("three").draining(NOW.plusSeconds(8150), Map.of("requested_by", "amara")))
          .with(client("four").down(NOW.minusSeconds(26 * 60)))
          .with(build("b1").on("one").asks(BuildClassesOf.LARGE))
          .with(build("b2").on("one").asks(BuildClassesOf.LARGE))
          .with(build("b3").on("three"))
          .with(build("lost").on("four").status(AllocationStatus.LOST))
          .with(job("waits", JobStatus.PENDING))
          .with(blocked("waits"));

  @Test
  void tellsTheTruthInOneSentence() {
    assertThat(Page.of(acme, "/nomad/clients").truth())
        // 6 beside the two that run on one, 8 on two, by CPU; nothing comes to the others
        .isEqualTo(
            "2 of 4 ready · 3 builds running · room for 14 more of class large · 1 waiting, oldest"
                + " 4 min");
  }

  @Test
  void counts() {
    CapacityFigures capacity = Page.of(acme, "/nomad/clients").capacity();

    assertThat(capacity.ready()).isEqualTo(2);
    assertThat(capacity.freeCpu()).isEqualTo("56.0 GHz");
    assertThat(capacity.fits())
        .extracting(CapacityFigures.Fit::name, CapacityFigures.Fit::more)
        .containsExactly(tuple("small", 28L), tuple("large", 14L));
  }

  @Test
  void saysBesideEachClientWhatItsBadgeHasNoRoomFor() {
    ClientsPage page = Page.of(acme, "/nomad/clients");

    assertThat(page.clients().items())
        .extracting(ClientsPage.Row::name, row -> row.status().word(), ClientsPage.Row::remark)
        .containsExactly(
            tuple("four", "Down 26 min", "1 build lost"),
            tuple("one", "Ready", ""),
            tuple("three", "Draining, 1 left", "force at 14:20 UTC, by amara"),
            tuple("two", "Ready", ""));
  }

  @Test
  void callsAClientNewOnlyWhenItSurelyWasNotThereBefore() {
    Views views =
        Views.cluster()
            .with(client("old").createdAt(10).since(NOW.minusSeconds(600)))
            .with(client("young").createdAt(200).since(NOW.minusSeconds(60)))
            .with(build("before").on("old").created(NOW.minusSeconds(1200), 100))
            .with(build("after").on("young").created(NOW.minusSeconds(300), 300));

    assertThat(Page.of(views, "/nomad/clients").clients().items())
        .extracting(ClientsPage.Row::name, ClientsPage.Row::age, ClientsPage.Row::remark)
        .containsExactly(
            tuple("old", "20 min", ""), tuple("young", "5 min", "new since 11:59 UTC"));
  }

  @Test
  void countsEachChoiceUnderTheRestOfTheFilter() {
    ClientsPage page = Page.of(acme, "/nomad/clients?dc=west");

    assertThat(page.chips())
        .filteredOn(chip -> chip.count() != null && chip.count() > 0)
        .extracting(Chip::label)
        .containsExactly("All", "Ready");
    assertThat(page.choices()).extracting(ClientFacets.Choice::name).contains("dc");
    assertThat(page.choices().getLast().options())
        .extracting(ClientFacets.Option::label)
        .containsExactly("default (3)", "west (1)");
    assertThat(Page.names(page)).containsExactly("two");
  }

  @Test
  void findsByNameIdBeginningAddressAndInstance() {
    assertThat(Page.names(Page.of(acme, "/nomad/clients?q=TWO"))).containsExactly("two");
    assertThat(Page.names(Page.of(acme, "/nomad/clients?q=i-0abc"))).containsExactly("one");
    assertThat(Page.names(Page.of(acme, "/nomad/clients?q=" + Views.id("four").substring(0, 8))))
        .containsExactly("four");
    assertThat(Page.names(Page.of(acme, "/nomad/clients?q=10.0.0.7"))).hasSize(4);
  }

  @Test
  void showsWhichMachinesMayBeTerminated() {
    Views views =
        Views.cluster()
            .with(client("done").drained(NOW.minusSeconds(60)))
            .with(client("stopping").drained(NOW.minusSeconds(60)))
            .with(client("parked").ineligible())
            .with(build("late").on("stopping").askedToStop());

    ClientsPage page = Page.of(views, "/nomad/clients?safe=yes");

    assertThat(Page.names(page)).containsExactly("done");
    assertThat(page.clients().items().getFirst().verdict().safe()).isTrue();
    assertThat(Page.of(views, "/nomad/clients").clients().items())
        .extracting(row -> row.status().word())
        .containsExactly("Drained 1 min", "Ineligible", "Drained, stopping 1");
  }

  @Test
  void sortsByEachColumnBothWays() {
    assertThat(Page.names(Page.of(acme, "/nomad/clients?sort=-builds")))
        .containsExactly("one", "three", "four", "two");
    assertThat(Page.names(Page.of(acme, "/nomad/clients?sort=-name")))
        .containsExactly("two", "three", "one", "four");
    assertThat(Page.names(Page.of(acme, "/nomad/clients?sort=state")))
        .containsExactly("one", "two", "three", "four");
    assertThat(Page.names(Page.of(acme, "/nomad/clients?sort=magic"))).hasSize(4);
  }

  @Test
  void isWalkedForthAndBackWithoutLossOrDuplicates() {
    Views many = many(120);
    List<String> forth = new ArrayList<>();
    String url = "/nomad/clients?sort=-memory";
    String last = url;
    while (url != null) {
      ClientsPage page = Page.of(many, url);
      forth.addAll(Page.names(page));
      last = url;
      url = page.clients().next();
    }
    List<String> back = new ArrayList<>();
    for (url = last; url != null; url = Page.of(many, url).clients().previous()) {
      back.addAll(0, Page.names(Page.of(many, url)));
    }

    assertThat(forth).hasSize(120).doesNotHaveDuplicates();
    assertThat(back).isEqualTo(forth);
  }

  @Test
  void staysOnTheListWhenThePlaceIsNone() {
    assertThat(Page.names(Page.of(many(60), "/nomad/clients?after=magic'--"))).isNotEmpty();
    assertThat(Page.names(Page.of(many(60), "/nomad/clients?after=99999999999~x"))).isNotEmpty();
    assertThat(Page.names(Page.of(many(60), "/nomad/clients?before=-5~x"))).isNotEmpty();
  }

  @Test
  void drawsEachOfAFewClientsAndManyAsOneLinkForThoseAlike() {
    assertThat(Page.of(acme, "/nomad/clients").map().cells())
        .extracting(HeatMap.Cell::words)
        .contains("one: Ready, 25 % full", "four: Down 26 min, 0 % full");

    HeatMap map = Page.of(many(6100), "/nomad/clients").map();

    assertThat(map.cells()).isEmpty();
    assertThat(map.fields()).extracting(HeatMap.Field::count).containsExactly(6100);
    assertThat(map.fields().getFirst().stretches())
        .extracting(HeatMap.Stretch::words)
        .containsExactly("6100 ready, empty");
    assertThat(map.fields().getFirst().stretches().getFirst().path()).hasSizeLessThan(1000);
  }

  @Test
  void saysThatNothingIsKnownOfAClientWhoseResourcesWereNotReadYet() {
    Views views = Views.cluster().with(client("unread").has(Resources.NONE));

    assertThat(Page.of(views, "/nomad/clients").clients().items().getFirst().memory().words())
        .isEqualTo("not known");
  }

  @Test
  void saysWhyItIsEmpty() {
    assertThat(Page.of(acme, "/nomad/clients?q=nobody").empty().title())
        .isEqualTo("No client matches this filter");
    assertThat(Page.of(Views.cluster(), "/nomad/clients").empty().title())
        .isEqualTo("No client is known");
  }

  @Test
  void saysThatNothingWasReadRatherThanThatNothingIsThere() {
    ClientsPage page = Page.of(ClusterView.EMPTY, Page.STALE, "/nomad/clients?q=anybody");

    assertThat(page.truth()).isEqualTo("Not known: the cluster has not been read yet");
    assertThat(page.empty().title()).isEqualTo("The cluster has not been read yet");
    assertThat(page.empty().why())
        .contains("to list the clients", "no answer from http://nomad.acme.example:4646");
  }

  @Test
  void callsNoMachineSafeByAnOldPicture() {
    Views views =
        Views.cluster()
            .with(client("done").drained(NOW.minusSeconds(60)))
            .with(client("parked").ineligible());

    assertThat(Page.of(views.view(), Page.STALE, "/nomad/clients").clients().items())
        .extracting(ClientsPage.Row::name, row -> row.verdict().word())
        .containsExactly(
            tuple("done", "not known now whether it is safe to terminate"),
            tuple("parked", "not safe to terminate"));
  }

  private static Views many(int number) {
    Views views = Views.cluster();
    for (int i = 0; i < number; i++) {
      views.with(client("client-" + i));
    }
    return views;
  }
}
