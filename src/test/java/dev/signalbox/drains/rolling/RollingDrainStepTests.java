package dev.signalbox.drains.rolling;

import static dev.signalbox.nomad.SnapshotBuilder.NOW;
import static dev.signalbox.nomad.SnapshotBuilder.build;
import static dev.signalbox.nomad.SnapshotBuilder.client;
import static dev.signalbox.nomad.SnapshotBuilder.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.audit.Actor;
import dev.signalbox.drains.rolling.RollingDrain.State;
import dev.signalbox.drains.rolling.RollingDrainStep.Drain;
import dev.signalbox.drains.rolling.RollingDrainStep.Finish;
import dev.signalbox.drains.rolling.RollingDrainStep.MarkEligible;
import dev.signalbox.drains.rolling.RollingDrainStep.SetState;
import dev.signalbox.drains.rolling.RollingDrainStep.Wait;
import dev.signalbox.nomad.Client.LastDrain;
import dev.signalbox.nomad.SnapshotBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Computes the next steps of a rolling drain from its database rows and a snapshot. */
class RollingDrainStepTests {

  private static final RollingDrain TWO_AT_A_TIME = plan(2, 1, State.RUNNING, false, true);

  private static final UUID OPERATION = UUID.nameUUIDFromBytes(new byte[] {2});

  @Test
  void startsAsManyDrainsAsTheBatchSizeAllows() {
    assertThat(next(TWO_AT_A_TIME, waiting("a", "b", "c"), ready("a", "b", "c", "d"), Set.of()))
        .extracting(RollingDrainStepTests::describe)
        .containsExactly("drain a", "drain b");
  }

  @Test
  void startsNoFurtherDrainWhileTheBatchIsInProgress() {
    List<RollingDrainClient> clients = waiting("a", "b", "c");
    clients.set(0, draining(clients.get(0), 20));
    clients.set(1, starting(clients.get(1)));
    SnapshotBuilder cluster =
        ready("c", "d").with(client("a").draining(null, Map.of()).createdAt(20));

    assertThat(next(TWO_AT_A_TIME, clients, cluster.with(client("b")), Set.of(id("a"), id("b"))))
        .extracting(RollingDrainStepTests::describe)
        .containsExactly("drain b");
  }

  @Test
  void keepsTheMinimumOfReadyClients() {
    List<RollingDrainStep> steps =
        next(
            plan(5, 2, State.RUNNING, false, true),
            waiting("a", "b"),
            ready("a", "b", "c"),
            Set.of());

    assertThat(steps)
        .extracting(RollingDrainStepTests::describe)
        .containsExactly(
            "drain a",
            "wait: Waiting: 2 ready of class linux-64bit in datacenter default, minimum is 2.");
  }

  @Test
  void doesNotCountClientsThatAreBeingReleasedAsReady() {
    List<RollingDrainStep> steps =
        next(TWO_AT_A_TIME, waiting("a"), ready("a", "b"), Set.of(id("b")));

    assertThat(steps)
        .extracting(RollingDrainStepTests::describe)
        .containsExactly(
            "wait: Waiting: 1 ready of class linux-64bit in datacenter default, minimum is 1.");
  }

  @Test
  void countsOnlyClientsOfTheSameKind() {
    SnapshotBuilder cluster =
        ready("a").with(client("b").ofClass("gpu")).with(client("c").in("west"));

    assertThat(next(TWO_AT_A_TIME, waiting("a"), cluster, Set.of()))
        .extracting(RollingDrainStepTests::describe)
        .containsExactly(
            "wait: Waiting: 1 ready of class linux-64bit in datacenter default, minimum is 1.");
  }

  @Test
  void drainsAnIneligibleClientWithoutCountingItAsReady() {
    SnapshotBuilder cluster = ready("b").with(client("a").ineligible());

    assertThat(next(TWO_AT_A_TIME, waiting("a"), cluster, Set.of()))
        .extracting(RollingDrainStepTests::describe)
        .containsExactly("drain a");
  }

  @Test
  void waitsWhileJobsAreQueuedIfConfigured() {
    SnapshotBuilder cluster = ready("a", "b", "c");

    assertThat(next(plan(1, 1, State.RUNNING, true, true), waiting("a"), cluster, Set.of(), 2))
        .extracting(RollingDrainStepTests::describe)
        .containsExactly("wait: Waiting: 2 jobs are queued.");
    assertThat(next(plan(1, 1, State.RUNNING, false, true), waiting("a"), cluster, Set.of(), 2))
        .extracting(RollingDrainStepTests::describe)
        .containsExactly("drain a");
  }

  @Test
  void skipsClientsThatCannotBeDrained() {
    SnapshotBuilder cluster =
        ready("d", "e")
            .with(client("a").down(NOW))
            .with(client("b").draining(null, Map.of("drained_by", "nomad-autoscaler")));

    assertThat(next(TWO_AT_A_TIME, waiting("a", "b", "gone", "d"), cluster, Set.of()))
        .extracting(RollingDrainStepTests::describe)
        .containsExactly(
            "a SKIPPED Down.",
            "b SKIPPED Already being drained by nomad-autoscaler.",
            "gone SKIPPED No longer in Nomad.",
            "drain d");
  }

  @Test
  void drainsAgainAfterACrashBetweenTheRecordAndTheRequest() {
    assertThat(
            next(
                TWO_AT_A_TIME,
                List.of(starting(waiting("a").getFirst())),
                ready("a", "b"),
                Set.of(id("a"))))
        .extracting(RollingDrainStepTests::describe)
        .containsExactly("drain a");
  }

  @Test
  void ignoresASnapshotFromBeforeTheDrain() {
    List<RollingDrainClient> clients = List.of(draining(waiting("a").getFirst(), 500));

    assertThat(next(TWO_AT_A_TIME, clients, ready("a", "b"), Set.of(id("a")))).isEmpty();
  }

  @Test
  void waitsForBuildsThatAreStopping() {
    List<RollingDrainClient> clients = List.of(draining(waiting("a").getFirst(), 5));
    SnapshotBuilder cluster =
        ready("b").with(client("a").drained(NOW)).with(build("x").on("a").stopRequested());

    assertThat(next(TWO_AT_A_TIME, clients, cluster, Set.of(id("a")))).isEmpty();
  }

  @Test
  void marksADrainedClientEligibleOnlyIfConfigured() {
    List<RollingDrainClient> clients = List.of(draining(waiting("a").getFirst(), 5));
    SnapshotBuilder cluster = ready("b").with(client("a").drained(NOW));

    assertThat(next(TWO_AT_A_TIME, clients, cluster, Set.of()))
        .extracting(RollingDrainStepTests::describe)
        .containsExactly("mark a eligible");
    assertThat(next(plan(1, 1, State.RUNNING, false, false), clients, cluster, Set.of()))
        .extracting(RollingDrainStepTests::describe)
        .containsExactly("a DONE Ineligible.");
  }

  @Test
  void keepsAClientIneligibleThatWasIneligibleBefore() {
    RollingDrainClient ineligible = draining(waiting("a").getFirst(), 5).withEligibility(false);
    SnapshotBuilder cluster = ready("b").with(client("a").drained(NOW));

    assertThat(next(TWO_AT_A_TIME, List.of(ineligible), cluster, Set.of()))
        .extracting(RollingDrainStepTests::describe)
        .containsExactly("a DONE Ineligible, as before the drain.");
  }

  @Test
  void recordsWhetherAClientWasEligibleBeforeItsDrain() {
    SnapshotBuilder cluster = ready("b", "c").with(client("a").ineligible());

    assertThat(next(TWO_AT_A_TIME, waiting("a", "b"), cluster, Set.of()))
        .extracting(step -> ((Drain) step).client().wasEligible())
        .containsExactly(false, true);
  }

  @Test
  void neverRestoresAClientThatIsBeingReleased() {
    SnapshotBuilder cluster = ready("b").with(client("a").drained(NOW));
    for (RollingDrainClient.State state :
        List.of(
            RollingDrainClient.State.STARTING,
            RollingDrainClient.State.DRAINING,
            RollingDrainClient.State.RESTORING)) {
      RollingDrainClient client = state(waiting("a").getFirst(), state, 5);

      assertThat(
              RollingDrainStep.next(
                  TWO_AT_A_TIME,
                  List.of(client),
                  cluster.snapshot(),
                  Set.of(id("a")),
                  Set.of(id("a")),
                  0,
                  NOW))
          .extracting(RollingDrainStepTests::describe)
          .containsExactly("a DONE Being released.");
    }
  }

  @Test
  void skipsClientsThatAreAlreadyBeingReleased() {
    assertThat(next(TWO_AT_A_TIME, waiting("a"), ready("a", "b"), Set.of(id("a"))))
        .extracting(RollingDrainStepTests::describe)
        .containsExactly("a SKIPPED Already being released or in another rolling drain.");
  }

  @Test
  void doesNotReplaceADrainThatAnotherUserHasStarted() {
    SnapshotBuilder cluster =
        ready("b").with(client("a").draining(null, Map.of("requested_by", "alice")));

    assertThat(next(TWO_AT_A_TIME, List.of(starting(waiting("a").getFirst())), cluster, Set.of()))
        .extracting(RollingDrainStepTests::describe)
        .containsExactly("a SKIPPED Already being drained by alice.");
  }

  @Test
  void startsNoDrainOnceAborted() {
    RollingDrain aborted = plan(2, 1, State.ABORTED, false, true);
    List<RollingDrainClient> clients = List.of(starting(waiting("a").getFirst()));
    Map<String, String> ours = Map.of("console_op", OPERATION.toString());

    assertThat(next(aborted, clients, ready("a", "b"), Set.of()))
        .extracting(RollingDrainStepTests::describe)
        .containsExactly("a SKIPPED Rolling drain aborted before this client was drained.");
    // clients of a batch are marked ineligible before they are drained
    assertThat(next(aborted, clients, ready("b").with(client("a").ineligible()), Set.of()))
        .extracting(RollingDrainStepTests::describe)
        .containsExactly("mark a eligible");
    // Nomad had received the request
    assertThat(next(aborted, clients, ready("b").with(client("a").draining(null, ours)), Set.of()))
        .extracting(RollingDrainStepTests::describe)
        .containsExactly("drain a");
  }

  @Test
  void detectsAfterACrashThatAClientWasMarkedEligible() {
    RollingDrainClient restoring =
        state(waiting("a").getFirst(), RollingDrainClient.State.RESTORING, 5);

    assertThat(next(TWO_AT_A_TIME, List.of(restoring), ready("a", "b"), Set.of()))
        .extracting(RollingDrainStepTests::describe)
        .containsExactly("a DONE Eligible again.");
    assertThat(
            next(
                TWO_AT_A_TIME,
                List.of(restoring),
                ready("b").with(client("a").drained(NOW)),
                Set.of()))
        .extracting(RollingDrainStepTests::describe)
        .containsExactly("mark a eligible");
  }

  @Test
  void explainsWhyADrainFailed() {
    List<RollingDrainClient> clients = List.of(draining(waiting("a").getFirst(), 5));
    LastDrain cancelled = new LastDrain(LastDrain.State.CANCELED, NOW, NOW, Map.of());

    assertThat(
            next(
                TWO_AT_A_TIME,
                clients,
                ready("b").with(client("a").lastDrain(cancelled)),
                Set.of()))
        .extracting(RollingDrainStepTests::describe)
        .containsExactly("a FAILED Drain canceled outside this rolling drain.");
    assertThat(next(TWO_AT_A_TIME, clients, ready("b").with(client("a").down(NOW)), Set.of()))
        .extracting(RollingDrainStepTests::describe)
        .containsExactly("a FAILED Went down while draining.");
    assertThat(next(TWO_AT_A_TIME, clients, ready("b"), Set.of()))
        .extracting(RollingDrainStepTests::describe)
        .containsExactly("a FAILED No longer in Nomad.");
  }

  @Test
  void startsNoDrainWhilePausedButFinishesThoseInProgress() {
    List<RollingDrainClient> clients = waiting("a", "b");
    clients.set(0, draining(clients.get(0), 5));
    SnapshotBuilder cluster = ready("b", "c").with(client("a").drained(NOW));

    assertThat(next(plan(2, 1, State.PAUSED, false, true), clients, cluster, Set.of()))
        .extracting(RollingDrainStepTests::describe)
        .containsExactly("mark a eligible");
  }

  @Test
  void skipsTheRemainingClientsOnceAborted() {
    assertThat(
            next(plan(2, 1, State.ABORTED, false, true), waiting("a"), ready("a", "b"), Set.of()))
        .extracting(RollingDrainStepTests::describe)
        .containsExactly("a SKIPPED Rolling drain aborted before this client was drained.");
  }

  @Test
  void finishesWhenAllClientsAreFinished() {
    RollingDrainClient done = state(waiting("a").getFirst(), RollingDrainClient.State.DONE, 5);

    assertThat(next(TWO_AT_A_TIME, List.of(done), ready("a"), Set.of()))
        .extracting(RollingDrainStepTests::describe)
        .containsExactly("finish");
  }

  @Test
  void estimatesTheRemainingTimeFromFinishedClients() {
    RollingDrainClient done =
        new RollingDrainClient(
            1,
            id("a"),
            "a",
            RollingDrainClient.State.DONE,
            "",
            null,
            true,
            5,
            NOW.minusSeconds(3600),
            NOW);
    RollingDrainClient draining =
        new RollingDrainClient(
            2,
            id("b"),
            "b",
            RollingDrainClient.State.DRAINING,
            "",
            null,
            true,
            5,
            NOW.minusSeconds(1200),
            null);
    List<RollingDrainClient> clients = new ArrayList<>(List.of(done, draining));
    clients.addAll(waiting("c", "d", "e"));

    assertThat(RollingDrainEta.of(TWO_AT_A_TIME, clients, List.of(), NOW))
        .contains(Duration.ofMinutes(40 + 2 * 60));
    assertThat(RollingDrainEta.of(TWO_AT_A_TIME, waiting("c"), List.of(), NOW)).isEmpty();
    assertThat(RollingDrainEta.of(TWO_AT_A_TIME, List.of(done), List.of(), NOW)).isEmpty();
  }

  private static List<RollingDrainStep> next(
      RollingDrain plan,
      List<RollingDrainClient> clients,
      SnapshotBuilder cluster,
      Set<String> leaving) {
    return next(plan, clients, cluster, leaving, 0);
  }

  private static List<RollingDrainStep> next(
      RollingDrain plan,
      List<RollingDrainClient> clients,
      SnapshotBuilder cluster,
      Set<String> leaving,
      int queued) {
    return RollingDrainStep.next(plan, clients, cluster.snapshot(), leaving, Set.of(), queued, NOW);
  }

  private static RollingDrain plan(
      int atOnce, int keepReady, State state, boolean waitForQueue, boolean eligibleAfter) {
    return new RollingDrain(
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
        Actor.SYSTEM,
        NOW,
        null,
        false,
        0,
        null);
  }

  private static List<RollingDrainClient> waiting(String... names) {
    List<RollingDrainClient> clients = new ArrayList<>();
    for (String name : names) {
      clients.add(RollingDrainClient.waiting(clients.size() + 1, id(name), name));
    }
    return clients;
  }

  private static RollingDrainClient starting(RollingDrainClient client) {
    return client.withEligibility(true).asStarting(OPERATION, NOW);
  }

  private static RollingDrainClient draining(RollingDrainClient client, long index) {
    return state(client, RollingDrainClient.State.DRAINING, index);
  }

  private static RollingDrainClient state(
      RollingDrainClient client, RollingDrainClient.State state, long index) {
    Instant begun = NOW.minusSeconds(600);
    return new RollingDrainClient(
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

  private static SnapshotBuilder ready(String... names) {
    SnapshotBuilder cluster = SnapshotBuilder.cluster();
    for (String name : names) {
      cluster.with(client(name));
    }
    return cluster;
  }

  private static String describe(RollingDrainStep step) {
    return switch (step) {
      case Drain drain -> "drain " + drain.client().name();
      case MarkEligible letIn -> "mark " + letIn.client().name() + " eligible";
      case SetState mark -> mark.client().name() + " " + mark.state() + " " + mark.note();
      case Wait wait -> "wait: " + wait.why();
      case Finish finish -> "finish";
    };
  }
}
