package dev.signalbox.nomad.drains.plans;

import static dev.signalbox.nomad.Views.NOW;
import static dev.signalbox.nomad.Views.build;
import static dev.signalbox.nomad.Views.client;
import static dev.signalbox.nomad.Views.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.audit.Actor;
import dev.signalbox.nomad.Client.LastDrain;
import dev.signalbox.nomad.Views;
import dev.signalbox.nomad.drains.plans.DrainPlan.State;
import dev.signalbox.nomad.drains.plans.PlanStep.Drain;
import dev.signalbox.nomad.drains.plans.PlanStep.Finish;
import dev.signalbox.nomad.drains.plans.PlanStep.LetIn;
import dev.signalbox.nomad.drains.plans.PlanStep.Mark;
import dev.signalbox.nomad.drains.plans.PlanStep.Wait;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What is next in a plan, by what is written down and what Nomad shows. */
class PlanStepTests {

  private static final DrainPlan TWO_AT_A_TIME = plan(2, 1, State.RUNNING, false, true);

  private static final UUID OPERATION = UUID.nameUUIDFromBytes(new byte[] {2});

  @Test
  void beginsWithAsManyAsMayGoAtOnce() {
    assertThat(next(TWO_AT_A_TIME, waiting("a", "b", "c"), ready("a", "b", "c", "d"), Set.of()))
        .extracting(PlanStepTests::words)
        .containsExactly("drain a", "drain b");
  }

  @Test
  void beginsNoFurtherWhileThoseAreAtWork() {
    List<PlanClient> clients = waiting("a", "b", "c");
    clients.set(0, draining(clients.get(0), 20));
    clients.set(1, starting(clients.get(1)));
    Views view = ready("c", "d").with(client("a").draining(null, Map.of()).createdAt(20));

    assertThat(next(TWO_AT_A_TIME, clients, view.with(client("b")), Set.of(id("a"), id("b"))))
        .extracting(PlanStepTests::words)
        .containsExactly("drain b");
  }

  @Test
  void neverLeavesFewerReadyThanHaveToStay() {
    List<PlanStep> steps =
        next(
            plan(5, 2, State.RUNNING, false, true),
            waiting("a", "b"),
            ready("a", "b", "c"),
            Set.of());

    assertThat(steps)
        .extracting(PlanStepTests::words)
        .containsExactly(
            "drain a",
            "wait: Of 2 ready clients of class linux-64bit in datacenter default 2 have to stay.");
  }

  @Test
  void countsWhatLeavesElsewhereAsGone() {
    List<PlanStep> steps = next(TWO_AT_A_TIME, waiting("a"), ready("a", "b"), Set.of(id("b")));

    assertThat(steps)
        .extracting(PlanStepTests::words)
        .containsExactly(
            "wait: Of 1 ready clients of class linux-64bit in datacenter default 1 have to stay.");
  }

  @Test
  void countsOnlyThoseThatCanTakeItsBuilds() {
    Views view = ready("a").with(client("b").ofClass("gpu")).with(client("c").in("west"));

    assertThat(next(TWO_AT_A_TIME, waiting("a"), view, Set.of()))
        .extracting(PlanStepTests::words)
        .containsExactly(
            "wait: Of 1 ready clients of class linux-64bit in datacenter default 1 have to stay.");
  }

  @Test
  void takesAClientThatTakesNoBuildsWithoutCountingIt() {
    Views view = ready("b").with(client("a").ineligible());

    assertThat(next(TWO_AT_A_TIME, waiting("a"), view, Set.of()))
        .extracting(PlanStepTests::words)
        .containsExactly("drain a");
  }

  @Test
  void waitsWhileJobsWaitWhereThatWasChosen() {
    Views view = ready("a", "b", "c");

    assertThat(next(plan(1, 1, State.RUNNING, true, true), waiting("a"), view, Set.of(), 2))
        .extracting(PlanStepTests::words)
        .containsExactly("wait: 2 jobs wait for room in the queue.");
    assertThat(next(plan(1, 1, State.RUNNING, false, true), waiting("a"), view, Set.of(), 2))
        .extracting(PlanStepTests::words)
        .containsExactly("drain a");
  }

  @Test
  void skipsWhatCannotBeDrained() {
    Views view =
        ready("d", "e")
            .with(client("a").down(NOW))
            .with(client("b").draining(null, Map.of("drained_by", "nomad-autoscaler")));

    assertThat(next(TWO_AT_A_TIME, waiting("a", "b", "gone", "d"), view, Set.of()))
        .extracting(PlanStepTests::words)
        .containsExactly(
            "a SKIPPED It is down.",
            "b SKIPPED It is being drained already by nomad-autoscaler.",
            "gone SKIPPED Nomad knows it no more.",
            "drain d");
  }

  @Test
  void asksAgainAfterACrashBetweenTheNoteAndTheAct() {
    assertThat(
            next(
                TWO_AT_A_TIME,
                List.of(starting(waiting("a").getFirst())),
                ready("a", "b"),
                Set.of(id("a"))))
        .extracting(PlanStepTests::words)
        .containsExactly("drain a");
  }

  @Test
  void doesNotTakeAViewFromBeforeTheDrainForACancelledOne() {
    List<PlanClient> clients = List.of(draining(waiting("a").getFirst(), 500));

    assertThat(next(TWO_AT_A_TIME, clients, ready("a", "b"), Set.of(id("a")))).isEmpty();
  }

  @Test
  void waitsForWhatIsStillBeingStopped() {
    List<PlanClient> clients = List.of(draining(waiting("a").getFirst(), 5));
    Views view = ready("b").with(client("a").drained(NOW)).with(build("x").on("a").askedToStop());

    assertThat(next(TWO_AT_A_TIME, clients, view, Set.of(id("a")))).isEmpty();
  }

  @Test
  void letsADrainedClientInAgainOrLeavesItOut() {
    List<PlanClient> clients = List.of(draining(waiting("a").getFirst(), 5));
    Views view = ready("b").with(client("a").drained(NOW));

    assertThat(next(TWO_AT_A_TIME, clients, view, Set.of()))
        .extracting(PlanStepTests::words)
        .containsExactly("let in a");
    assertThat(next(plan(1, 1, State.RUNNING, false, false), clients, view, Set.of()))
        .extracting(PlanStepTests::words)
        .containsExactly("a DONE It stays out of scheduling.");
  }

  @Test
  void leavesAClientOutThatWasParkedBefore() {
    PlanClient parked = draining(waiting("a").getFirst(), 5).found(false);
    Views view = ready("b").with(client("a").drained(NOW));

    assertThat(next(TWO_AT_A_TIME, List.of(parked), view, Set.of()))
        .extracting(PlanStepTests::words)
        .containsExactly("a DONE It stays out of scheduling, where it was before.");
  }

  @Test
  void remembersWhetherAClientTookBuildsWhenItBegan() {
    Views view = ready("b", "c").with(client("a").ineligible());

    assertThat(next(TWO_AT_A_TIME, waiting("a", "b"), view, Set.of()))
        .extracting(step -> ((Drain) step).client().wasEligible())
        .containsExactly(false, true);
  }

  @Test
  void neverLetsInWhatAReleaseTakesOut() {
    Views view = ready("b").with(client("a").drained(NOW));
    for (PlanClient.State state :
        List.of(PlanClient.State.STARTING, PlanClient.State.DRAINING, PlanClient.State.RESTORING)) {
      PlanClient client = state(waiting("a").getFirst(), state, 5);

      assertThat(
              PlanStep.next(
                  TWO_AT_A_TIME,
                  List.of(client),
                  view.view(),
                  Set.of(id("a")),
                  Set.of(id("a")),
                  0,
                  NOW))
          .extracting(PlanStepTests::words)
          .containsExactly("a DONE A release takes it out.");
    }
  }

  @Test
  void skipsWhatAReleaseTakesOutAlready() {
    assertThat(next(TWO_AT_A_TIME, waiting("a"), ready("a", "b"), Set.of(id("a"))))
        .extracting(PlanStepTests::words)
        .containsExactly("a SKIPPED A release or another plan takes it out already.");
  }

  @Test
  void leavesADrainAloneThatSomebodyElseBeganMeanwhile() {
    Views view = ready("b").with(client("a").draining(null, Map.of("requested_by", "alice")));

    assertThat(next(TWO_AT_A_TIME, List.of(starting(waiting("a").getFirst())), view, Set.of()))
        .extracting(PlanStepTests::words)
        .containsExactly("a SKIPPED It is being drained already by alice.");
  }

  @Test
  void drainsNothingMoreOnceAborted() {
    DrainPlan aborted = plan(2, 1, State.ABORTED, false, true);
    List<PlanClient> clients = List.of(starting(waiting("a").getFirst()));
    Map<String, String> ours = Map.of("console_op", OPERATION.toString());

    assertThat(next(aborted, clients, ready("a", "b"), Set.of()))
        .extracting(PlanStepTests::words)
        .containsExactly("a SKIPPED The plan was aborted first.");
    // several that begin together take no builds first
    assertThat(next(aborted, clients, ready("b").with(client("a").ineligible()), Set.of()))
        .extracting(PlanStepTests::words)
        .containsExactly("let in a");
    // it had arrived
    assertThat(next(aborted, clients, ready("b").with(client("a").draining(null, ours)), Set.of()))
        .extracting(PlanStepTests::words)
        .containsExactly("drain a");
  }

  @Test
  void seesAfterACrashThatAClientWasLetIn() {
    PlanClient restoring = state(waiting("a").getFirst(), PlanClient.State.RESTORING, 5);

    assertThat(next(TWO_AT_A_TIME, List.of(restoring), ready("a", "b"), Set.of()))
        .extracting(PlanStepTests::words)
        .containsExactly("a DONE It takes builds again.");
    assertThat(
            next(
                TWO_AT_A_TIME,
                List.of(restoring),
                ready("b").with(client("a").drained(NOW)),
                Set.of()))
        .extracting(PlanStepTests::words)
        .containsExactly("let in a");
  }

  @Test
  void tellsWhyADrainCameToNothing() {
    List<PlanClient> clients = List.of(draining(waiting("a").getFirst(), 5));
    LastDrain cancelled = new LastDrain(LastDrain.State.CANCELED, NOW, NOW, Map.of());

    assertThat(
            next(
                TWO_AT_A_TIME,
                clients,
                ready("b").with(client("a").lastDrain(cancelled)),
                Set.of()))
        .extracting(PlanStepTests::words)
        .containsExactly("a FAILED Somebody ended its drain elsewhere.");
    assertThat(next(TWO_AT_A_TIME, clients, ready("b").with(client("a").down(NOW)), Set.of()))
        .extracting(PlanStepTests::words)
        .containsExactly("a FAILED It went down while it drained.");
    assertThat(next(TWO_AT_A_TIME, clients, ready("b"), Set.of()))
        .extracting(PlanStepTests::words)
        .containsExactly("a FAILED Nomad knows it no more.");
  }

  @Test
  void beginsNothingWhilePausedButEndsWhatWasBegun() {
    List<PlanClient> clients = waiting("a", "b");
    clients.set(0, draining(clients.get(0), 5));
    Views view = ready("b", "c").with(client("a").drained(NOW));

    assertThat(next(plan(2, 1, State.PAUSED, false, true), clients, view, Set.of()))
        .extracting(PlanStepTests::words)
        .containsExactly("let in a");
  }

  @Test
  void leavesTheRestAloneOnceAborted() {
    assertThat(
            next(plan(2, 1, State.ABORTED, false, true), waiting("a"), ready("a", "b"), Set.of()))
        .extracting(PlanStepTests::words)
        .containsExactly("a SKIPPED The plan was aborted first.");
  }

  @Test
  void isFinishedWhenAllAreOver() {
    PlanClient done = state(waiting("a").getFirst(), PlanClient.State.DONE, 5);

    assertThat(next(TWO_AT_A_TIME, List.of(done), ready("a"), Set.of()))
        .extracting(PlanStepTests::words)
        .containsExactly("finish");
  }

  @Test
  void reckonsTheTimeLeftByItsOwnClients() {
    PlanClient done =
        new PlanClient(
            1, id("a"), "a", PlanClient.State.DONE, "", null, true, 5, NOW.minusSeconds(3600), NOW);
    PlanClient draining =
        new PlanClient(
            2,
            id("b"),
            "b",
            PlanClient.State.DRAINING,
            "",
            null,
            true,
            5,
            NOW.minusSeconds(1200),
            null);
    List<PlanClient> clients = new ArrayList<>(List.of(done, draining));
    clients.addAll(waiting("c", "d", "e"));

    assertThat(PlanEta.of(TWO_AT_A_TIME, clients, List.of(), NOW))
        .contains(Duration.ofMinutes(40 + 2 * 60));
    assertThat(PlanEta.of(TWO_AT_A_TIME, waiting("c"), List.of(), NOW)).isEmpty();
    assertThat(PlanEta.of(TWO_AT_A_TIME, List.of(done), List.of(), NOW)).isEmpty();
  }

  private static List<PlanStep> next(
      DrainPlan plan, List<PlanClient> clients, Views view, Set<String> leaving) {
    return next(plan, clients, view, leaving, 0);
  }

  private static List<PlanStep> next(
      DrainPlan plan, List<PlanClient> clients, Views view, Set<String> leaving, int forRoom) {
    return PlanStep.next(plan, clients, view.view(), leaving, Set.of(), forRoom, NOW);
  }

  private static DrainPlan plan(
      int atOnce, int keepReady, State state, boolean waitForQueue, boolean eligibleAfter) {
    return new DrainPlan(
        UUID.nameUUIDFromBytes(new byte[] {1}),
        "kernel update",
        atOnce,
        keepReady,
        null,
        true,
        eligibleAfter,
        waitForQueue,
        state,
        "",
        Actor.CONSOLE,
        NOW,
        null,
        false,
        0,
        null);
  }

  private static List<PlanClient> waiting(String... names) {
    List<PlanClient> clients = new ArrayList<>();
    for (String name : names) {
      clients.add(PlanClient.waiting(clients.size() + 1, id(name), name));
    }
    return clients;
  }

  private static PlanClient starting(PlanClient client) {
    return client.found(true).starting(OPERATION, NOW);
  }

  private static PlanClient draining(PlanClient client, long index) {
    return state(client, PlanClient.State.DRAINING, index);
  }

  private static PlanClient state(PlanClient client, PlanClient.State state, long index) {
    Instant begun = NOW.minusSeconds(600);
    return new PlanClient(
        client.position(),
        client.clientId(),
        client.name(),
        state,
        "",
        OPERATION,
        true,
        index,
        begun,
        null);
  }

  private static Views ready(String... names) {
    Views view = Views.cluster();
    for (String name : names) {
      view.with(client(name));
    }
    return view;
  }

  private static String words(PlanStep step) {
    return switch (step) {
      case Drain drain -> "drain " + drain.client().name();
      case LetIn letIn -> "let in " + letIn.client().name();
      case Mark mark -> mark.client().name() + " " + mark.state() + " " + mark.note();
      case Wait wait -> "wait: " + wait.why();
      case Finish finish -> "finish";
    };
  }
}
