package dev.signalbox.drains.termination;

import static dev.signalbox.nomad.SnapshotBuilder.NOW;
import static dev.signalbox.nomad.SnapshotBuilder.build;
import static dev.signalbox.nomad.SnapshotBuilder.client;
import static dev.signalbox.nomad.SnapshotBuilder.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.audit.Actor;
import dev.signalbox.drains.CapacityReserve;
import dev.signalbox.drains.termination.TerminationRequest.State;
import dev.signalbox.nomad.AllocationStatus;
import dev.signalbox.nomad.ClientAttributes;
import dev.signalbox.nomad.SnapshotBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Computes the next step of a release, including after a crash at each step. */
class TerminationRequestStepTests {

  @Test
  void marksTheClientIneligibleFirst() {
    assertThat(next(State.REQUESTED, SnapshotBuilder.cluster().with(client("a"))))
        .isEqualTo(new TerminationRequestStep.Cordon());
  }

  @Test
  void detectsAfterACrashThatTheClientIsIneligible() {
    assertThat(next(State.REQUESTED, SnapshotBuilder.cluster().with(client("a").ineligible())))
        .isEqualTo(new TerminationRequestStep.Reached(State.CORDONED));
  }

  @Test
  void drainsAnIneligibleClient() {
    assertThat(next(State.CORDONED, SnapshotBuilder.cluster().with(client("a").ineligible())))
        .isEqualTo(new TerminationRequestStep.Drain());
  }

  @Test
  void waitsForRunningBuildsAndCountsThem() {
    SnapshotBuilder cluster =
        SnapshotBuilder.cluster()
            .with(client("a").draining(null, Map.of()))
            .with(build("x").on("a"))
            .with(build("y").on("a"));

    assertThat(next(State.DRAINING, cluster)).isEqualTo(new TerminationRequestStep.InProgress(2));
  }

  @Test
  void waitsForStoppingBuildsThoughTheDrainIsComplete() {
    SnapshotBuilder cluster =
        SnapshotBuilder.cluster()
            .with(client("a").drained(NOW))
            .with(build("x").on("a").stopRequested());

    assertThat(next(State.DRAINING, cluster))
        .isEqualTo(new TerminationRequestStep.Reached(State.STOPPING));
    assertThat(next(State.STOPPING, cluster)).isEqualTo(new TerminationRequestStep.InProgress(1));
  }

  @Test
  void asksNomadOnceTheSnapshotShowsNoBuilds() {
    SnapshotBuilder cluster = SnapshotBuilder.cluster().with(client("a").drained(NOW));

    assertThat(next(State.DRAINING, cluster)).isEqualTo(new TerminationRequestStep.Confirm());
    assertThat(next(State.STOPPING, cluster)).isEqualTo(new TerminationRequestStep.Confirm());
    assertThat(next(State.SAFE, cluster)).isEqualTo(new TerminationRequestStep.InProgress(0));
  }

  @Test
  void ignoresASnapshotFromBeforeTheDrain() {
    SnapshotBuilder cluster =
        SnapshotBuilder.cluster().with(client("a").drained(NOW).createdAt(99));

    assertThat(
            TerminationRequestStep.next(
                release(State.DRAINING, false, 100), cluster.snapshot(), NOW))
        .isEqualTo(new TerminationRequestStep.InProgress(0));
  }

  @Test
  void failsWhenTheDrainIsCanceled() {
    assertThat(next(State.DRAINING, SnapshotBuilder.cluster().with(client("a"))))
        .isEqualTo(
            new TerminationRequestStep.Ended(State.FAILED, "Drain canceled outside this release."));
    assertThat(next(State.SAFE, SnapshotBuilder.cluster().with(client("a"))))
        .isInstanceOfSatisfying(
            TerminationRequestStep.Ended.class,
            end -> assertThat(end.state()).isEqualTo(State.FAILED));
  }

  @Test
  void endsWhenTheMachineIsTerminated() {
    SnapshotBuilder down = SnapshotBuilder.cluster().with(client("a").drained(NOW).down(NOW));

    assertThat(next(State.SAFE, down))
        .isEqualTo(new TerminationRequestStep.Ended(State.RELEASED, "Machine terminated."));
    assertThat(next(State.SAFE, SnapshotBuilder.cluster()))
        .isEqualTo(new TerminationRequestStep.Ended(State.RELEASED, "No longer in Nomad."));
  }

  @Test
  void purgesTheClientIfRequested() {
    SnapshotBuilder down = SnapshotBuilder.cluster().with(client("a").drained(NOW).down(NOW));

    assertThat(purging(State.SAFE, down))
        .isEqualTo(new TerminationRequestStep.Reached(State.RELEASED));
    assertThat(purging(State.RELEASED, down)).isEqualTo(new TerminationRequestStep.Purge());
    assertThat(purging(State.RELEASED, SnapshotBuilder.cluster()))
        .isEqualTo(new TerminationRequestStep.Ended(State.PURGED, ""));
  }

  @Test
  void reportsLostBuildsWhenTheMachineDisappears() {
    SnapshotBuilder cluster =
        SnapshotBuilder.cluster()
            .with(client("a").down(NOW))
            .with(build("x").on("a").status(AllocationStatus.LOST).created(NOW, 120));

    assertThat(next(State.DRAINING, cluster))
        .isEqualTo(
            new TerminationRequestStep.Ended(
                State.ABANDONED, "Machine disappeared with 1 build running."));
  }

  @Test
  void waitsForTheFinalStatusOfTheBuildsOfAClientThatIsDown() {
    SnapshotBuilder cluster =
        SnapshotBuilder.cluster().with(client("a").down(NOW)).with(build("x").on("a"));

    for (State state : List.of(State.REQUESTED, State.CORDONED, State.DRAINING, State.SAFE)) {
      assertThat(next(state, cluster)).isEqualTo(new TerminationRequestStep.InProgress(1));
    }
  }

  @Test
  void reportsLostBuildsThatStartedAfterItWasSafe() {
    SnapshotBuilder cluster =
        SnapshotBuilder.cluster()
            .with(client("a").down(NOW))
            .with(build("x").on("a").status(AllocationStatus.LOST).created(NOW, 120));

    assertThat(next(State.SAFE, cluster))
        .isInstanceOfSatisfying(
            TerminationRequestStep.Ended.class,
            end -> assertThat(end.state()).isEqualTo(State.ABANDONED));
  }

  @Test
  void ignoresBuildsThatWereLostBeforeTheRelease() {
    SnapshotBuilder cluster =
        SnapshotBuilder.cluster()
            .with(client("a").down(NOW))
            .with(
                build("x")
                    .on("a")
                    .status(AllocationStatus.LOST)
                    .created(NOW.minusSeconds(9000), 20));

    assertThat(next(State.REQUESTED, cluster))
        .isEqualTo(new TerminationRequestStep.Ended(State.RELEASED, "Machine terminated."));
  }

  @Test
  void objectsIfTooFewClientsRemainOrJobsAreQueued() {
    SnapshotBuilder three =
        SnapshotBuilder.cluster().with(client("a")).with(client("b")).with(client("c"));

    assertThat(objection(three, Set.of(), 2)).isEmpty();
    assertThat(objection(three, Set.of(), 3))
        .contains(
            "Only 2 ready clients of class linux-64bit in datacenter default would remain; the"
                + " minimum is 3.");
    // another client is being released, which the snapshot does not show yet
    assertThat(objection(three, Set.of(id("b")), 2))
        .contains(
            "Only 1 ready client of class linux-64bit in datacenter default would remain; the"
                + " minimum is 2.");
    assertThat(objection(three, Set.of(), 1, 1)).contains("1 job is queued for capacity.");
  }

  @Test
  void countsOnlyClientsOfTheSameKind() {
    SnapshotBuilder cluster =
        SnapshotBuilder.cluster()
            .with(client("a"))
            .with(client("b").ofClass("gpu"))
            .with(client("c").in("west"));

    assertThat(objection(cluster, Set.of(), 1))
        .contains(
            "No ready client of class linux-64bit in datacenter default would remain; the minimum"
                + " is 1.");
  }

  @Test
  void allowsReleasingAnIneligibleClient() {
    assertThat(objection(SnapshotBuilder.cluster().with(client("a").ineligible()), Set.of(), 3))
        .isEmpty();
  }

  @Test
  void findsAClientByIdNameOrInstance() {
    SnapshotBuilder cluster =
        SnapshotBuilder.cluster()
            .with(client("a").attribute(ClientAttributes.AWS_INSTANCE, "i-0aa"))
            .with(client("b").attribute(ClientAttributes.GCE_ID, "4711"))
            .with(client("c").attribute(ClientAttributes.AZURE_NAME, "vm_7"));

    assertThat(found(cluster, "i-0aa")).isEqualTo("a");
    assertThat(found(cluster, "4711")).isEqualTo("b");
    assertThat(found(cluster, "vm_7")).isEqualTo("c");
    assertThat(found(cluster, "c")).isEqualTo("c");
    assertThat(found(cluster, id("b"))).isEqualTo("b");
  }

  @Test
  void isSureThatAMachineIsGoneOnlyIfAllClientsReportTheirInstanceId() {
    SnapshotBuilder cluster =
        SnapshotBuilder.cluster()
            .with(client("a").attribute(ClientAttributes.AWS_INSTANCE, "i-0aa0aa0aa"))
            .with(client("gone").attribute(ClientAttributes.HOST_NAME, "gone").down(NOW));

    assertThat(found(cluster, "i-0bb0bb0bb")).isEqualTo("nothing");
    assertThat(found(cluster, "12345678901234"))
        .isEqualTo(
            "nothing, perhaps: 1 client has no unique.platform.gce.id,"
                + " so it may be 12345678901234: a.");
    assertThat(found(cluster, id("nowhere"))).isEqualTo("nothing");
    assertThat(found(cluster, "b")).startsWith("nothing, perhaps: No client has the name b.");

    cluster.with(client("bare").attribute(ClientAttributes.HOST_NAME, "bare"));

    assertThat(found(cluster, "i-0bb0bb0bb"))
        .isEqualTo(
            "nothing, perhaps: 1 client has no unique.platform.aws.instance-id,"
                + " so it may be i-0bb0bb0bb: bare.");
  }

  @Test
  void isNotSureThatAMachineIsGoneWhileAClientIsNotFullyLoaded() {
    assertThat(found(SnapshotBuilder.cluster().with(client("a")), "i-0aa0aa0aa"))
        .startsWith("nothing, perhaps: 1 client");
  }

  @Test
  void findsAMachineByHostNameWithoutDomain() {
    SnapshotBuilder cluster =
        SnapshotBuilder.cluster()
            .with(client("a").attribute(ClientAttributes.GCE_HOST, "ci-7.c.acme.internal"))
            .with(client("b").attribute(ClientAttributes.HOST_NAME, "ci-71.c.acme.internal"))
            .with(client("c.acme.example"));

    assertThat(found(cluster, "ci-7")).isEqualTo("a");
    assertThat(found(cluster, "ci-71")).isEqualTo("b");
    assertThat(found(cluster, "c")).isEqualTo("c.acme.example");
    assertThat(found(cluster, "ci-7.c.acme.internal")).isEqualTo("a");
    assertThat(found(cluster, "ci-7.c")).startsWith("nothing, perhaps");
  }

  @Test
  void ignoresClientsThatAreDownIfAnotherOneMatches() {
    SnapshotBuilder cluster =
        SnapshotBuilder.cluster()
            .with(client("old").attribute(ClientAttributes.AWS_INSTANCE, "i-0aa0aa0aa").down(NOW))
            .with(client("a").attribute(ClientAttributes.AWS_INSTANCE, "i-0aa0aa0aa"));

    assertThat(found(cluster, "i-0aa0aa0aa")).isEqualTo("a");
  }

  @Test
  void isNotSureThatAMachineIsDownWhileAnotherClientMayBeIt() {
    SnapshotBuilder cluster =
        SnapshotBuilder.cluster()
            .with(client("old").attribute(ClientAttributes.AWS_INSTANCE, "i-0aa0aa0aa").down(NOW))
            .with(client("a"));

    assertThat(found(cluster, "i-0aa0aa0aa")).startsWith("old, perhaps: 1 client has no");
    assertThat(found(cluster, id("old"))).isEqualTo("old");
  }

  @Test
  void isAmbiguousIfSeveralClientsMatch() {
    SnapshotBuilder cluster =
        SnapshotBuilder.cluster()
            .with(client("a").attribute(ClientAttributes.HOST_NAME, "ip-10-0-0-7"))
            .with(client("b").attribute(ClientAttributes.HOST_NAME, "ip-10-0-0-7"));

    assertThat(found(cluster, "ip-10-0-0-7")).isEqualTo("2 clients");
  }

  private static String found(SnapshotBuilder cluster, String asked) {
    return switch (ClientLookup.of(asked, cluster.snapshot())) {
      case ClientLookup.Found one -> one.client().name() + perhaps(one.ambiguity());
      case ClientLookup.Ambiguous several -> several.clients().size() + " clients";
      case ClientLookup.NoMatch nothing -> "nothing" + perhaps(nothing.ambiguity());
    };
  }

  private static String perhaps(@Nullable String ambiguity) {
    return ambiguity == null ? "" : ", perhaps: " + ambiguity;
  }

  private static Optional<String> objection(
      SnapshotBuilder cluster, Set<String> leaving, int keepReady) {
    return objection(cluster, leaving, keepReady, 0);
  }

  private static Optional<String> objection(
      SnapshotBuilder cluster, Set<String> leaving, int keepReady, int waiting) {
    return CapacityGuard.objection(
        CapacityReserve.of(cluster.snapshot(), leaving, waiting),
        cluster.snapshot().client(id("a")).orElseThrow(),
        keepReady);
  }

  private static TerminationRequestStep next(State state, SnapshotBuilder cluster) {
    return TerminationRequestStep.next(release(state, false, 5), cluster.snapshot(), NOW);
  }

  private static TerminationRequestStep purging(State state, SnapshotBuilder cluster) {
    return TerminationRequestStep.next(release(state, true, 5), cluster.snapshot(), NOW);
  }

  private static TerminationRequest release(State state, boolean purge, long index) {
    Instant asked = NOW.minusSeconds(300);
    return new TerminationRequest(
        UUID.nameUUIDFromBytes(new byte[] {1}),
        id("a"),
        "a",
        "i-0aa",
        state,
        "",
        "scaling down",
        null,
        purge,
        "",
        Actor.SYSTEM,
        UUID.nameUUIDFromBytes(new byte[] {2}),
        index,
        0,
        asked,
        asked,
        asked,
        null,
        0,
        "",
        "");
  }
}
