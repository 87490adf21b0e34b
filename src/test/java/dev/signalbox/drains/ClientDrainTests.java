package dev.signalbox.drains;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.audit.Actor;
import dev.signalbox.audit.AuditLog;
import dev.signalbox.nomad.NomadCommands.DrainSpec;
import dev.signalbox.nomad.http.NomadAdapters;
import dev.signalbox.sandbox.nomad.FakeNomad;
import dev.signalbox.sandbox.nomad.NomadVersionProfile;
import dev.signalbox.sandbox.nomad.SimulatedCluster;
import dev.signalbox.testing.InstallationTest;
import dev.signalbox.testing.TestInstallation;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Drains on a version of Nomad that stores no drain metadata. */
@InstallationTest
class ClientDrainTests {

  private static final DrainSpec WAIT = new DrainSpec(null, true);
  private static final DrainSpec FOUR_HOURS = new DrainSpec(Duration.ofHours(4), true);

  private final Clock clock;
  private final FakeNomad nomad;
  private final SimulatedCluster world;
  private final NomadAdapters fixture;
  private final ClientDrain drain;
  private final OperationContext context =
      new OperationContext(Actor.SYSTEM, "scaling down", UUID.nameUUIDFromBytes(new byte[] {1}));
  private String id = "";

  @Autowired
  ClientDrainTests(AuditLog audit, Clock clock) {
    this.clock = clock;
    nomad = FakeNomad.start(NomadVersionProfile.V0_11_8, 0, TestInstallation.clock());
    world = nomad.cluster();
    fixture = NomadAdapters.at(nomad.address());
    drain = new ClientDrain(fixture.queries(), fixture.commands(), audit, event -> {}, clock);
  }

  @BeforeEach
  void runABuild() {
    id = world.addClient("a", 4000, 8192);
    world.runOnClient("a", "b", 100, 100);
  }

  @AfterEach
  void close() {
    fixture.close();
    nomad.close();
  }

  @Test
  void replacesADeadlineFromAnotherUserIfNoneWasRequested() {
    world.drain("a", Duration.ofHours(1), Map.of());

    assertThat(drain.startUnlessApplied(id, WAIT, context))
        .isInstanceOf(DrainStartOutcome.Changed.class);
    assertThat(forceAt()).isNull();
  }

  @Test
  void replacesADrainWithAnEarlierDeadline() {
    world.drain("a", Duration.ofHours(1), Map.of());

    assertThat(drain.startUnlessApplied(id, FOUR_HOURS, context))
        .isInstanceOf(DrainStartOutcome.Changed.class);
    assertThat(forceAt()).isEqualTo(clock.instant().plus(Duration.ofHours(4)));
  }

  @Test
  void keepsADrainWithTheSameOrALaterDeadline() {
    drain.start(id, FOUR_HOURS, context);
    TestInstallation.clock().advance(Duration.ofMinutes(5));

    assertThat(drain.startUnlessApplied(id, FOUR_HOURS, context))
        .isInstanceOf(DrainStartOutcome.AlreadyApplied.class);

    drain.start(id, WAIT, context);

    assertThat(drain.startUnlessApplied(id, FOUR_HOURS, context))
        .isInstanceOf(DrainStartOutcome.AlreadyApplied.class);
    assertThat(drain.startUnlessApplied(id, WAIT, context))
        .isInstanceOf(DrainStartOutcome.AlreadyApplied.class);
  }

  @SuppressWarnings("NullAway") // a draining client has a drain
  private @Nullable Instant forceAt() {
    return fixture.queries().client(id).orElseThrow().client().drain().forceAt();
  }
}
