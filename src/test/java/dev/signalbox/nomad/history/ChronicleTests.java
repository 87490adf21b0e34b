package dev.signalbox.nomad.history;

import static dev.signalbox.nomad.Views.NOW;
import static dev.signalbox.nomad.Views.build;
import static dev.signalbox.nomad.Views.client;
import static dev.signalbox.nomad.Views.cluster;
import static dev.signalbox.nomad.Views.job;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.nomad.Allocation;
import dev.signalbox.nomad.AllocationStatus;
import dev.signalbox.nomad.Client.LastDrain;
import dev.signalbox.nomad.ClientStatus;
import dev.signalbox.nomad.ClusterView;
import dev.signalbox.nomad.JobStatus;
import dev.signalbox.nomad.NomadLists.Event.ClientTold;
import dev.signalbox.nomad.Views;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChronicleTests {

  private static final Instant LATER = NOW.plusSeconds(60);

  @Test
  void keepsABuildWhenItEndsAndNotAgain() {
    ClusterView running = cluster().with(build("api").on("a")).view();
    ClusterView ended =
        cluster().with(build("api").on("a").status(AllocationStatus.COMPLETE)).view();

    assertThat(Chronicle.of(running, ended, NOW))
        .singleElement()
        .isInstanceOfSatisfying(
            Kept.Build.class,
            kept -> {
              assertThat(kept.outcome()).isEqualTo(BuildOutcome.DONE);
              assertThat(kept.clientName()).isEqualTo("a");
              assertThat(kept.runMs()).isEqualTo(538_000);
            });
    assertThat(Chronicle.of(ended, ended, NOW)).isEmpty();
  }

  @Test
  void aFirstBuildWaitedSinceItsJobWasSubmittedAndALaterOneSinceItWasMade() {
    Instant submitted = job("api", JobStatus.RUNNING).submittedAt();
    Views later =
        cluster()
            .with(job("api", JobStatus.RUNNING))
            .with(
                build("api")
                    .created(submitted.plusSeconds(30), 100)
                    .status(AllocationStatus.COMPLETE));
    assertThat(only(later.view()).waitMs()).isEqualTo(32_000);

    Allocation earlier = build("api").created(submitted, 90).made();
    Map<String, Allocation> two =
        Map.of(
            "earlier",
            earlier,
            "later",
            build("api")
                .created(submitted.plusSeconds(30), 100)
                .status(AllocationStatus.COMPLETE)
                .made());
    ClusterView retried =
        new ClusterView(
            1, Map.of(), two, Map.of(earlier.job(), job("api", JobStatus.RUNNING)), Map.of());
    assertThat(only(retried).waitMs()).isEqualTo(2_000);
  }

  @Test
  void tellsStoppedFromFailedAndLost() {
    assertThat(
            only(cluster().with(build("a").askedToStop().status(AllocationStatus.COMPLETE)).view())
                .outcome())
        .isEqualTo(BuildOutcome.STOPPED);
    assertThat(only(cluster().with(build("a").status(AllocationStatus.FAILED)).view()).outcome())
        .isEqualTo(BuildOutcome.FAILED);
    assertThat(only(cluster().with(build("a").status(AllocationStatus.LOST)).view()).outcome())
        .isEqualTo(BuildOutcome.LOST);
  }

  @Test
  void leavesOutWhatBelongsToEveryClient() {
    ClusterView system =
        cluster().with(build("a").ofType("system").status(AllocationStatus.FAILED)).view();

    assertThat(Chronicle.of(ClusterView.EMPTY, system, NOW))
        .containsExactly(new Kept.Roll(NOW, List.of()));
  }

  @Test
  void keepsADrainWithWhoWhyAndTheBuildsOfThen() {
    ClusterView before = cluster().with(client("a")).with(build("api").on("a")).view();
    Map<String, String> meta = Map.of("message", "kernel", "requested_by", "mona");
    ClusterView after =
        cluster().with(client("a").draining(LATER, meta)).with(build("api").on("a")).view();

    assertThat(Chronicle.of(before, after, NOW))
        .containsExactly(
            new Kept.DrainBegun(
                Views.id("a"), "a", NOW.minusSeconds(1200), true, "kernel", "mona", LATER, 1));
  }

  @Test
  void keepsHowADrainEndedAlsoWhereNobodyLookedOn() {
    ClusterView over =
        cluster()
            .with(
                client("a")
                    .ineligible()
                    .lastDrain(
                        new LastDrain(
                            LastDrain.State.CANCELED,
                            NOW,
                            LATER,
                            Map.of("drained_by", "autoscaler"))))
            .view();

    assertThat(Chronicle.of(ClusterView.EMPTY, over, LATER))
        .contains(
            new Kept.DrainEnded(
                Views.id("a"), "a", NOW, "", "autoscaler", LATER, DrainOutcome.CANCELED));
  }

  @Test
  void aDrainEndsWithItsClient() {
    ClusterView draining = cluster().with(client("a").draining(null, Map.of())).view();

    assertThat(Chronicle.of(draining, cluster().view(), LATER))
        .anySatisfy(
            kept ->
                assertThat(kept)
                    .isInstanceOfSatisfying(
                        Kept.DrainEnded.class,
                        drain -> assertThat(drain.outcome()).isEqualTo(DrainOutcome.GONE)));
  }

  @Test
  void clientsComeUpAndGoDownAndAreFoundSoByTheFirstView() {
    ClusterView up = cluster().with(client("a")).view();
    ClusterView down = cluster().with(client("a").down(NOW)).view();

    assertThat(Chronicle.of(up, down, LATER))
        .containsExactly(new Kept.Turned(Views.id("a"), "a", NOW, "Went down"));
    assertThat(Chronicle.of(ClusterView.EMPTY, down, LATER))
        .containsExactly(
            new Kept.Found(Views.id("a"), "a", NOW, "Went down", true),
            new Kept.Roll(LATER, List.of(Views.id("a"))));
  }

  @Test
  void findsHowAClientTurnedOnceItIsToldSinceWhen() {
    ClusterView listed = cluster().with(client("a").status(ClientStatus.DOWN, null)).view();
    ClusterView read = cluster().with(client("a").down(NOW)).view();

    assertThat(Chronicle.of(ClusterView.EMPTY, listed, LATER))
        .noneMatch(Kept.Found.class::isInstance);
    assertThat(Chronicle.of(listed, read, LATER))
        .containsExactly(new Kept.Found(Views.id("a"), "a", NOW, "Went down", true));
  }

  @Test
  void aDrainThatAnOldServerTellsByEventsAloneEndsTheOneThatGoesOn() {
    LastDrain told = new LastDrain(LastDrain.State.COMPLETE, null, NOW, Map.of());
    ClusterView over = cluster().with(client("a").ineligible().lastDrain(told)).view();

    assertThat(Chronicle.of(ClusterView.EMPTY, over, LATER))
        .contains(
            new Kept.DrainEnded(Views.id("a"), "a", null, "", "", NOW, DrainOutcome.COMPLETE));
  }

  @Test
  void cutsHostileTextToWhatARowHolds() {
    Kept kept =
        Chronicle.of(
            new ClientTold("id", "a\0b", NOW, "Drain", "x".repeat(5000), Map.of("k", "\0")));

    assertThat(kept)
        .isEqualTo(new Kept.Told("id", "ab", NOW, "Drain", "x".repeat(1000), Map.of("k", "")));
  }

  @Test
  void buildsOfOneKindHaveTheirNamesInCommon() {
    assertThat(
            List.of(
                BuildKind.of("acme/api #1041"),
                BuildKind.of("build/dispatch-1764072000-1f3a"),
                BuildKind.of("5f0c1e9a-1111-2222-3333-444455556666"),
                BuildKind.of("nightly")))
        .containsExactly("acme/api", "build", "", "nightly");
  }

  @Test
  void whatFindsNoPlaceIsLostAndCounted() {
    Backlog backlog = new Backlog(1);
    backlog.add(new Kept.Turned("a", "a", NOW, "Came up"));
    backlog.add(new Kept.Turned("b", "b", NOW, "Came up"));

    assertThat(backlog.lost()).isOne();
    assertThat(backlog.take(10)).hasSize(1);
    assertThat(backlog.take(10)).isEmpty();
  }

  private static Kept.Build only(ClusterView view) {
    return (Kept.Build) Chronicle.of(ClusterView.EMPTY, view, NOW).getFirst();
  }
}
