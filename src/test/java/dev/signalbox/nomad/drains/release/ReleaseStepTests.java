package dev.signalbox.nomad.drains.release;

import static dev.signalbox.nomad.Views.NOW;
import static dev.signalbox.nomad.Views.build;
import static dev.signalbox.nomad.Views.client;
import static dev.signalbox.nomad.Views.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.audit.Actor;
import dev.signalbox.nomad.AllocationStatus;
import dev.signalbox.nomad.ClientAttributes;
import dev.signalbox.nomad.Views;
import dev.signalbox.nomad.drains.Readiness;
import dev.signalbox.nomad.drains.release.Release.State;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The way of a machine out of the cluster, step by step and after a crash at each. */
class ReleaseStepTests {

  @Test
  void keepsBuildsOffFirst() {
    assertThat(next(State.REQUESTED, Views.cluster().with(client("a"))))
        .isEqualTo(new ReleaseStep.Cordon());
  }

  @Test
  void seesAfterACrashThatBuildsAreOff() {
    assertThat(next(State.REQUESTED, Views.cluster().with(client("a").ineligible())))
        .isEqualTo(new ReleaseStep.Reached(State.CORDONED));
  }

  @Test
  void drainsThen() {
    assertThat(next(State.CORDONED, Views.cluster().with(client("a").ineligible())))
        .isEqualTo(new ReleaseStep.Drain());
  }

  @Test
  void waitsWhileBuildsRunAndSaysHowMany() {
    Views view =
        Views.cluster()
            .with(client("a").draining(null, Map.of()))
            .with(build("x").on("a"))
            .with(build("y").on("a"));

    assertThat(next(State.DRAINING, view)).isEqualTo(new ReleaseStep.Alive(2));
  }

  @Test
  void doesNotTakeNomadsWordForItWhileABuildIsBeingStopped() {
    Views view =
        Views.cluster().with(client("a").drained(NOW)).with(build("x").on("a").askedToStop());

    assertThat(next(State.DRAINING, view)).isEqualTo(new ReleaseStep.Reached(State.STOPPING));
    assertThat(next(State.STOPPING, view)).isEqualTo(new ReleaseStep.Alive(1));
  }

  @Test
  void asksNomadOnceNothingRunsByTheView() {
    Views view = Views.cluster().with(client("a").drained(NOW));

    assertThat(next(State.DRAINING, view)).isEqualTo(new ReleaseStep.Confirm());
    assertThat(next(State.STOPPING, view)).isEqualTo(new ReleaseStep.Confirm());
    assertThat(next(State.SAFE, view)).isEqualTo(new ReleaseStep.Alive(0));
  }

  @Test
  void isNotSafeByAViewFromBeforeTheDrain() {
    Views view = Views.cluster().with(client("a").drained(NOW).createdAt(99));

    assertThat(ReleaseStep.next(release(State.DRAINING, false, 100), view.view(), NOW))
        .isEqualTo(new ReleaseStep.Alive(0));
  }

  @Test
  void failsWhereSomebodyEndsTheDrain() {
    assertThat(next(State.DRAINING, Views.cluster().with(client("a"))))
        .isEqualTo(new ReleaseStep.Ended(State.FAILED, "Somebody ended its drain elsewhere."));
    assertThat(next(State.SAFE, Views.cluster().with(client("a"))))
        .isInstanceOfSatisfying(
            ReleaseStep.Ended.class, end -> assertThat(end.state()).isEqualTo(State.FAILED));
  }

  @Test
  void endsWhenTheMachineIsOff() {
    Views down = Views.cluster().with(client("a").drained(NOW).down(NOW));

    assertThat(next(State.SAFE, down))
        .isEqualTo(new ReleaseStep.Ended(State.RELEASED, "Its machine is off."));
    assertThat(next(State.SAFE, Views.cluster()))
        .isEqualTo(new ReleaseStep.Ended(State.RELEASED, "Nomad knows it no more."));
  }

  @Test
  void hasNomadForgetItWhereThatWasAskedFor() {
    Views down = Views.cluster().with(client("a").drained(NOW).down(NOW));

    assertThat(purging(State.SAFE, down)).isEqualTo(new ReleaseStep.Reached(State.RELEASED));
    assertThat(purging(State.RELEASED, down)).isEqualTo(new ReleaseStep.Purge());
    assertThat(purging(State.RELEASED, Views.cluster()))
        .isEqualTo(new ReleaseStep.Ended(State.PURGED, ""));
  }

  @Test
  void saysThatBuildsWereLostWhereTheMachineWentTooEarly() {
    Views view =
        Views.cluster()
            .with(client("a").down(NOW))
            .with(build("x").on("a").status(AllocationStatus.LOST).created(NOW, 120));

    assertThat(next(State.DRAINING, view))
        .isEqualTo(
            new ReleaseStep.Ended(
                State.ABANDONED, "Its machine went away while 1 build ran on it."));
  }

  @Test
  void waitsUntilItIsKnownWhatBecameOfTheBuildsOfAClientThatIsDown() {
    Views view = Views.cluster().with(client("a").down(NOW)).with(build("x").on("a"));

    for (State state : List.of(State.REQUESTED, State.CORDONED, State.DRAINING, State.SAFE)) {
      assertThat(next(state, view)).isEqualTo(new ReleaseStep.Alive(1));
    }
  }

  @Test
  void saysThatBuildsWereLostThatCameAfterItWasSafe() {
    Views view =
        Views.cluster()
            .with(client("a").down(NOW))
            .with(build("x").on("a").status(AllocationStatus.LOST).created(NOW, 120));

    assertThat(next(State.SAFE, view))
        .isInstanceOfSatisfying(
            ReleaseStep.Ended.class, end -> assertThat(end.state()).isEqualTo(State.ABANDONED));
  }

  @Test
  void doesNotBlameALossFromBeforeOnTheRelease() {
    Views view =
        Views.cluster()
            .with(client("a").down(NOW))
            .with(
                build("x")
                    .on("a")
                    .status(AllocationStatus.LOST)
                    .created(NOW.minusSeconds(9000), 20));

    assertThat(next(State.REQUESTED, view))
        .isEqualTo(new ReleaseStep.Ended(State.RELEASED, "Its machine is off."));
  }

  @Test
  void sparesAClientOnlyWhereEnoughStayAndNothingWaits() {
    Views three = Views.cluster().with(client("a")).with(client("b")).with(client("c"));

    assertThat(objection(three, Set.of(), 2)).isEmpty();
    assertThat(objection(three, Set.of(), 3))
        .contains(
            "2 ready clients of class linux-64bit in datacenter default would be left; 3 have to"
                + " stay.");
    // another one is on its way out, which the view does not show yet
    assertThat(objection(three, Set.of(id("b")), 2))
        .contains(
            "1 ready client of class linux-64bit in datacenter default would be left; 2 have to"
                + " stay.");
    assertThat(objection(three, Set.of(), 1, 1)).contains("A job waits for room.");
  }

  @Test
  void countsOnlyThoseThatCanTakeItsBuilds() {
    Views view =
        Views.cluster()
            .with(client("a"))
            .with(client("b").ofClass("gpu"))
            .with(client("c").in("west"));

    assertThat(objection(view, Set.of(), 1))
        .contains(
            "No ready client of class linux-64bit in datacenter default would be left; 1 have to"
                + " stay.");
  }

  @Test
  void sparesAClientThatTakesNoBuildsAnyway() {
    assertThat(objection(Views.cluster().with(client("a").ineligible()), Set.of(), 3)).isEmpty();
  }

  @Test
  void findsAClientByWhatAScriptKnows() {
    Views view =
        Views.cluster()
            .with(client("a").attribute(ClientAttributes.AWS_INSTANCE, "i-0aa"))
            .with(client("b").attribute(ClientAttributes.GCE_ID, "4711"))
            .with(client("c").attribute(ClientAttributes.AZURE_NAME, "vm_7"));

    assertThat(found(view, "i-0aa")).isEqualTo("a");
    assertThat(found(view, "4711")).isEqualTo("b");
    assertThat(found(view, "vm_7")).isEqualTo("c");
    assertThat(found(view, "c")).isEqualTo("c");
    assertThat(found(view, id("b"))).isEqualTo("b");
  }

  @Test
  void knowsThatNothingIsThatMachineOnlyWhereAllTellWhatTheirCloudCallsThem() {
    Views view =
        Views.cluster()
            .with(client("a").attribute(ClientAttributes.AWS_INSTANCE, "i-0aa0aa0aa"))
            .with(client("gone").attribute(ClientAttributes.HOST_NAME, "gone").down(NOW));

    assertThat(found(view, "i-0bb0bb0bb")).isEqualTo("nothing");
    assertThat(found(view, "12345678901234"))
        .isEqualTo(
            "nothing, perhaps: 1 client is without unique.platform.gce.id,"
                + " so it may be 12345678901234: a.");
    assertThat(found(view, id("nowhere"))).isEqualTo("nothing");
    assertThat(found(view, "b")).startsWith("nothing, perhaps: No client goes by the name b.");

    view.with(client("bare").attribute(ClientAttributes.HOST_NAME, "bare"));

    assertThat(found(view, "i-0bb0bb0bb"))
        .isEqualTo(
            "nothing, perhaps: 1 client is without unique.platform.aws.instance-id,"
                + " so it may be i-0bb0bb0bb: bare.");
  }

  @Test
  void isNotSureThatNothingGoesByItWhileAClientWasNotReadWhole() {
    assertThat(found(Views.cluster().with(client("a")), "i-0aa0aa0aa"))
        .startsWith("nothing, perhaps: 1 client");
  }

  @Test
  void findsAMachineByItsNameWithoutTheDomain() {
    Views view =
        Views.cluster()
            .with(client("a").attribute(ClientAttributes.GCE_HOST, "ci-7.c.acme.internal"))
            .with(client("b").attribute(ClientAttributes.HOST_NAME, "ci-71.c.acme.internal"))
            .with(client("c.acme.example"));

    assertThat(found(view, "ci-7")).isEqualTo("a");
    assertThat(found(view, "ci-71")).isEqualTo("b");
    assertThat(found(view, "c")).isEqualTo("c.acme.example");
    assertThat(found(view, "ci-7.c.acme.internal")).isEqualTo("a");
    assertThat(found(view, "ci-7.c")).startsWith("nothing, perhaps");
  }

  @Test
  void takesTheClientThatLivesOfThoseThatOneMachineLeftBehind() {
    Views view =
        Views.cluster()
            .with(client("ghost").attribute(ClientAttributes.AWS_INSTANCE, "i-0aa0aa0aa").down(NOW))
            .with(client("a").attribute(ClientAttributes.AWS_INSTANCE, "i-0aa0aa0aa"));

    assertThat(found(view, "i-0aa0aa0aa")).isEqualTo("a");
  }

  @Test
  void doubtsThatAClientThatIsDownIsAllThereIsOfAMachine() {
    Views view =
        Views.cluster()
            .with(client("ghost").attribute(ClientAttributes.AWS_INSTANCE, "i-0aa0aa0aa").down(NOW))
            .with(client("a"));

    assertThat(found(view, "i-0aa0aa0aa")).startsWith("ghost, perhaps: 1 client is without");
    assertThat(found(view, id("ghost"))).isEqualTo("ghost");
  }

  @Test
  void takesNoneOfSeveral() {
    Views view =
        Views.cluster()
            .with(client("a").attribute(ClientAttributes.HOST_NAME, "ip-10-0-0-7"))
            .with(client("b").attribute(ClientAttributes.HOST_NAME, "ip-10-0-0-7"));

    assertThat(found(view, "ip-10-0-0-7")).isEqualTo("2 clients");
  }

  private static String found(Views view, String asked) {
    return switch (Lookup.of(asked, view.view())) {
      case Lookup.Found one -> one.client().name() + perhaps(one.doubt());
      case Lookup.Several several -> several.clients().size() + " clients";
      case Lookup.Nothing nothing -> "nothing" + perhaps(nothing.doubt());
    };
  }

  private static String perhaps(@Nullable String doubt) {
    return doubt == null ? "" : ", perhaps: " + doubt;
  }

  private static Optional<String> objection(Views view, Set<String> leaving, int keepReady) {
    return objection(view, leaving, keepReady, 0);
  }

  private static Optional<String> objection(
      Views view, Set<String> leaving, int keepReady, int waiting) {
    return ReleaseGuard.objection(
        Readiness.of(view.view(), leaving, waiting),
        view.view().client(id("a")).orElseThrow(),
        keepReady);
  }

  private static ReleaseStep next(State state, Views view) {
    return ReleaseStep.next(release(state, false, 5), view.view(), NOW);
  }

  private static ReleaseStep purging(State state, Views view) {
    return ReleaseStep.next(release(state, true, 5), view.view(), NOW);
  }

  private static Release release(State state, boolean purge, long index) {
    Instant asked = NOW.minusSeconds(300);
    return new Release(
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
        Actor.CONSOLE,
        UUID.nameUUIDFromBytes(new byte[] {2}),
        index,
        0,
        asked,
        asked,
        asked,
        null,
        0,
        "");
  }
}
