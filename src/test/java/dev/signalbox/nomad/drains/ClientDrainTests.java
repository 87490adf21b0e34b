package dev.signalbox.nomad.drains;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.audit.Actor;
import dev.signalbox.audit.AuditLog;
import dev.signalbox.nomad.NomadActs.DrainOrder;
import dev.signalbox.nomad.wire.NomadFixture;
import dev.signalbox.sandbox.InstallationTest;
import dev.signalbox.sandbox.TestInstallation;
import dev.signalbox.sandbox.nomad.FakeNomad;
import dev.signalbox.sandbox.nomad.Profile;
import dev.signalbox.sandbox.nomad.World;
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

/** Drains at a Nomad that does not tell whose they are. */
@InstallationTest
class ClientDrainTests {

  private static final DrainOrder WAIT = new DrainOrder(null, true);
  private static final DrainOrder FOUR_HOURS = new DrainOrder(Duration.ofHours(4), true);

  private final Clock clock;
  private final FakeNomad nomad;
  private final World world;
  private final NomadFixture fixture;
  private final ClientDrain drain;
  private final Because because =
      new Because(Actor.CONSOLE, "scaling down", UUID.nameUUIDFromBytes(new byte[] {1}));
  private String id = "";

  @Autowired
  ClientDrainTests(AuditLog audit, Clock clock) {
    this.clock = clock;
    nomad = FakeNomad.start(Profile.V0_11_8, 0, TestInstallation.clock());
    world = nomad.world();
    fixture = NomadFixture.at(nomad.address());
    drain = new ClientDrain(fixture.details(), fixture.acts(), audit, clock);
  }

  @BeforeEach
  void runABuild() {
    id = world.addClient("a", 4000, 8192);
    world.runOn("a", "b", 100, 100);
  }

  @AfterEach
  void close() {
    fixture.close();
    nomad.close();
  }

  @Test
  void doesNotTakeAnHourOfSomebodyElseForADrainThatWaits() {
    world.drain("a", Duration.ofHours(1), Map.of());

    assertThat(drain.startUnlessArrived(id, WAIT, because))
        .isInstanceOf(DrainOutcome.Changed.class);
    assertThat(forceAt()).isNull();
  }

  @Test
  void ordersAnewWhatGivesBuildsLessTime() {
    world.drain("a", Duration.ofHours(1), Map.of());

    assertThat(drain.startUnlessArrived(id, FOUR_HOURS, because))
        .isInstanceOf(DrainOutcome.Changed.class);
    assertThat(forceAt()).isEqualTo(clock.instant().plus(Duration.ofHours(4)));
  }

  @Test
  void leavesWhatGivesBuildsAsMuchTime() {
    drain.start(id, FOUR_HOURS, because);
    TestInstallation.clock().advance(Duration.ofMinutes(5));

    assertThat(drain.startUnlessArrived(id, FOUR_HOURS, because))
        .isInstanceOf(DrainOutcome.Arrived.class);

    drain.start(id, WAIT, because);

    assertThat(drain.startUnlessArrived(id, FOUR_HOURS, because))
        .isInstanceOf(DrainOutcome.Arrived.class);
    assertThat(drain.startUnlessArrived(id, WAIT, because))
        .isInstanceOf(DrainOutcome.Arrived.class);
  }

  @SuppressWarnings("NullAway") // a client that drains has a drain
  private @Nullable Instant forceAt() {
    return fixture.details().client(id).orElseThrow().client().drain().forceAt();
  }
}
