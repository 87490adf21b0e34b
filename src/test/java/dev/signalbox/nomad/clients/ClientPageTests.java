package dev.signalbox.nomad.clients;

import static dev.signalbox.nomad.Views.NOW;
import static dev.signalbox.nomad.Views.build;
import static dev.signalbox.nomad.Views.client;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.nomad.AllocationStatus;
import dev.signalbox.nomad.BuildClassesOf;
import dev.signalbox.nomad.ClientAttributes;
import dev.signalbox.nomad.ClientPast.PastEvent;
import dev.signalbox.nomad.ClusterView;
import dev.signalbox.nomad.NomadDetails.ClientDetail;
import dev.signalbox.nomad.NomadDetails.ClientEvent;
import dev.signalbox.nomad.NomadDetails.ClientUse;
import dev.signalbox.nomad.Trust;
import dev.signalbox.nomad.Views;
import dev.signalbox.web.Problem;
import dev.signalbox.web.Visitor;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** One client: what runs there, whether its machine may go, and what may be done with it. */
@SuppressWarnings("NullAway") // what is missing fails the test
class ClientPageTests {

  private final Views views =
      Views.cluster()
          .with(
              client("one")
                  .draining(
                      NOW.plusSeconds(600), Map.of("requested_by", "amara", "message", "image"))
                  .attribute(ClientAttributes.AWS_INSTANCE, "i-0abc"))
          .with(build("runs").on("one"))
          .with(build("ran").on("one").status(AllocationStatus.FAILED))
          .with(build("everywhere").ofType("system").on("one"));

  @Test
  void listsWhatRunsAndWhatEnded() {
    ClientPage page = page(Page.ADMIN);

    assertThat(page.live())
        .extracting(AllocationLine::job)
        .containsExactlyInAnyOrder("runs", "everywhere");
    assertThat(page.ended()).extracting(line -> line.status().word()).containsExactly("Failed");
    assertThat(page.truth()).startsWith("1 build here");
  }

  @Test
  void saysWhyItsMachineMustStay() {
    assertThat(page(Page.ADMIN).verdict())
        .isEqualTo(
            new ClientsPage.Verdict(
                ClientsPage.Answer.NO, "It is being drained: 1 build is still running."));
  }

  @Test
  void tellsWhoDrainsItAndWhenItsBuildsAreStopped() {
    DrainLine drain = page(Page.ADMIN).drain();

    assertThat(drain.by()).isEqualTo("amara");
    assertThat(drain.message()).isEqualTo("image");
    assertThat(drain.force())
        .isEqualTo("What is left is stopped at 23 Nov 2026, 12:14:10 UTC (in 10 min)");
  }

  @Test
  void offersWhatItsStateAllowsAndSaysWhyNotTheRest() {
    ClientActs acts = page(Page.ADMIN).acts();

    assertThat(acts.drain().label()).isEqualTo("Change or cancel the drain");
    assertThat(acts.drain().allowed()).isTrue();
    assertThat(acts.eligibility().whyNot()).startsWith("It is being drained");
    assertThat(acts.purge().whyNot()).startsWith("It is not down");
    assertThat(page(new Visitor("v", null, "viewer", true, "you are a viewer")).acts().drain())
        .matches(act -> !act.allowed());
  }

  @Test
  void letsTheInstanceBeCopied() {
    assertThat(page(Page.ADMIN).facts())
        .contains(new ClientPage.Fact("AWS instance", "i-0abc", true));
  }

  @Test
  void showsEventsOfNomadAndThoseKeptHereEachOnce() {
    ClientDetail detail =
        new ClientDetail(
            views.view().client(Views.id("one")).orElseThrow(),
            Map.of("cpu.arch", "amd64", "os.name", "ubuntu"),
            Map.of("rack", "b2"),
            List.of(new ClientEvent(NOW, "Drain", "Node drain strategy set", Map.of())),
            "{}");
    List<PastEvent> past =
        List.of(
            new PastEvent(NOW.plusMillis(3), "one", "Drain", "Node drain strategy set", Map.of()),
            new PastEvent(
                NOW.minusSeconds(900), "one", "Cluster", "Node registered", Map.of("a", "b")));

    ClientDetailPage page =
        ClientDetailPage.of(detail, new KeptEvents.Page(past, true, null), "UBUNTU", Page.CLOCK);

    assertThat(page.events())
        .extracting(ClientDetailPage.EventLine::message)
        .containsExactly("Node drain strategy set", "Node registered");
    assertThat(page.events().getLast().details()).isEqualTo("a: b");
    assertThat(page.attributes()).containsExactly(new ClientDetailPage.Pair("os.name", "ubuntu"));
    assertThat(page.meta()).isEmpty();
  }

  @Test
  void readsWhatTheMachineUses() {
    ClientUsePage page =
        ClientUsePage.of(
            views.view().client(Views.id("one")).orElseThrow(),
            new ClientUse(
                200,
                190,
                Double.NaN,
                16,
                List.of(new ClientUse.Disk("/dev/sda", "/", 100, 31, 31.4)),
                90_000,
                NOW),
            Page.CLOCK);

    assertThat(page.memory().words()).isEqualTo("95 %");
    assertThat(page.memory().tone()).isEqualTo("bad");
    assertThat(page.cpu().words()).isEqualTo("0 %");
    assertThat(page.disks()).extracting(ClientUsePage.Gauge::words).containsExactly("31 %");
    assertThat(page.up()).isEqualTo("1 d 1 h");
  }

  @Test
  void saysYesOnlyByAPictureThatHolds() {
    Views drained = Views.cluster().with(client("one").drained(NOW.minusSeconds(60)));

    assertThat(page(drained, Page.TRUST).verdict().title())
        .isEqualTo("Its machine may be terminated");
    assertThat(page(drained, Page.STALE).verdict())
        .returns(
            "Whether its machine may be terminated is not known now", verdict -> verdict.title())
        .returns(false, ClientsPage.Verdict::safe)
        .returns(
            "It was when it was last seen, but the picture is stale since 11:55 UTC.",
            ClientsPage.Verdict::reason);
    assertThat(page(views, Page.STALE).verdict().answer()).isEqualTo(ClientsPage.Answer.NO);
  }

  @Test
  void keepsItsEventsWhileNomadTellsNothing() {
    KeptEvents.Page kept =
        new KeptEvents.Page(
            List.of(new PastEvent(NOW, "one", "Drain", "Node drain complete", Map.of())),
            true,
            "/nomad/clients/x/detail?before=7.1");

    ClientDetailPage page =
        ClientDetailPage.without(
            "x",
            "one",
            new Problem(
                "Its attributes are not known now", "to read it", "nothing", "wait", null, null),
            kept,
            Page.CLOCK);

    assertThat(page.events())
        .extracting(ClientDetailPage.EventLine::message)
        .containsExactly("Node drain complete");
    assertThat(page.older()).isEqualTo("/nomad/clients/x/detail?before=7.1");
  }

  private ClientPage page(Visitor visitor) {
    return page(views, Page.TRUST, visitor);
  }

  private static ClientPage page(Views views, Trust trust) {
    return page(views, trust, Page.ADMIN);
  }

  private static ClientPage page(Views views, Trust trust, Visitor visitor) {
    ClusterView view = views.view();
    return ClientPage.of(
        view.client(Views.id("one")).orElseThrow(),
        view,
        trust,
        null,
        BuildClassesOf.smallAndLarge(),
        visitor,
        Page.CLOCK);
  }
}
