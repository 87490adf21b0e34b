package dev.signalbox.nomad.informer;

import static dev.signalbox.nomad.informer.FakeNomadInformer.QUICKLY;
import static dev.signalbox.nomad.informer.FakeNomadInformer.SLOWLY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.nomad.Client;
import dev.signalbox.nomad.ClientStatus;
import dev.signalbox.nomad.NomadCommands.DrainSpec;
import dev.signalbox.nomad.ResourceType;
import dev.signalbox.nomad.SyncStatus.State;
import dev.signalbox.sandbox.nomad.NomadFaults.Kind;
import dev.signalbox.sandbox.nomad.NomadVersionProfile;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Faults of Nomad, tested from the HTTP transport to the snapshot. */
@Tag("integration")
class NomadFaultRecoveryTests {

  @ParameterizedTest
  @CsvSource({
    "V1_7_7, DOWN, connection closed by",
    "V1_7_7, LEADERLESS, 500: No cluster leader",
    "V1_7_7, DENYING, 403: Permission denied",
    "V1_11_3, DENYING, 403: Permission denied",
    "V1_7_7, REDIRECTING, '307, redirect to /ui/'",
    "V1_7_7, LIMITED, 429",
    "V1_0_18, LIMITED, connection closed by",
    "V1_7_7, STREAM_SILENT, no data within 40 s",
    "V1_7_7, STREAM_LOST, the stream was closed without an error",
    "V1_11_3, STREAM_LOST, the stream was closed without an error",
  })
  void keepsTheSnapshotReportsTheFaultAndRecovers(
      NomadVersionProfile profile, Kind fault, String response) {
    try (FakeNomadInformer informer = new FakeNomadInformer(profile)) {
      informer.nomad.cluster().addClient("one", 4_000, 8_192);
      informer.live();

      informer.nomad.faults().set(fault);
      informer.until(SLOWLY, () -> answered(informer).contains(response));
      assertThat(informer.snapshot().clients()).extracting(Client::name).containsExactly("one");
      assertThat(informer.syncStatus().advice()).isNotBlank();

      informer.nomad.faults().set(Kind.NONE);
      informer.until(
          QUICKLY,
          () -> informer.syncStatus().state() == State.LIVE && answered(informer).isEmpty());
      informer.nomad.cluster().addClient("two", 4_000, 8_192);
      informer.until(SLOWLY, () -> informer.snapshot().clients().size() == 2);
      informer.until(SLOWLY, () -> informer.syncStatus().leaderKnown());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "V1_10_0, 403: Permission denied",
    "V1_11_3, 200 with an empty response",
  })
  void pollsIfOnlyTheEventStreamIsDenied(NomadVersionProfile profile, String response) {
    try (FakeNomadInformer informer = new FakeNomadInformer(profile)) {
      informer.nomad.cluster().addClient("one", 4_000, 8_192);
      informer.nomad.setEventsDenied(true);
      informer.coordinator.start();
      informer.until(SLOWLY, () -> informer.syncStatus().state() == State.POLLING);
      assertThat(informer.syncStatus().answered()).isEqualTo(response);

      informer.nomad.cluster().addClient("two", 4_000, 8_192);
      informer.until(SLOWLY, () -> informer.snapshot().clients().size() == 2);

      informer.nomad.setEventsDenied(false);
      informer.until(Duration.ofSeconds(10), () -> informer.syncStatus().state() == State.LIVE);
      assertThat(informer.syncStatus().tried()).isNull();
    }
  }

  @Test
  void retriesTheStreamWithinTwoMinutesAfterOneFailedAttempt() {
    try (FakeNomadInformer informer = new FakeNomadInformer(NomadVersionProfile.V1_7_7)) {
      informer.nomad.cluster().addClient("one", 4_000, 8_192);
      informer.nomad.faults().set(Kind.STREAM_LOST);
      informer.coordinator.start();
      informer.until(SLOWLY, () -> informer.nomad.countRequests("/v1/event/stream") > 0);
      informer.nomad.faults().set(Kind.NONE);

      Duration time = informer.timeUntil(() -> informer.syncStatus().state() == State.LIVE);

      assertThat(time).isLessThan(Duration.ofMinutes(2));
    }
  }

  @Test
  void resyncsIfTheIndexDecreases() {
    try (FakeNomadInformer informer = new FakeNomadInformer(NomadVersionProfile.V1_7_7)) {
      informer.nomad.cluster().addClient("one", 4_000, 8_192);
      for (int job = 0; job < 10; job++) {
        informer.nomad.cluster().run("build-" + job, 100, 100);
      }
      informer.live();
      long last = informer.nomad.cluster().index();

      informer.nomad.faults().set(Kind.BACKWARDS);

      informer.until(SLOWLY, () -> informer.syncStatus().resyncs() > 1);
      informer.until(SLOWLY, () -> informer.syncStatus().state() == State.LIVE);
      assertThat(informer.snapshot().clients()).hasSize(1);
      informer.nomad.cluster().addClient("two", 4_000, 8_192);
      informer.until(SLOWLY, () -> informer.snapshot().clients().size() == 2);
      assertThat(informer.snapshot().clients()).allMatch(client -> client.modifyIndex() < last);
    }
  }

  @Test
  void resyncsIfTheServersNoLongerBufferTheEvents() {
    try (FakeNomadInformer informer = new FakeNomadInformer(NomadVersionProfile.V1_7_7)) {
      informer.nomad.cluster().addClient("one", 4_000, 8_192);
      informer.live();
      informer.nomad.faults().set(Kind.DOWN);
      informer.until(SLOWLY, () -> informer.syncStatus().state() == State.STALE);
      informer.nomad.cluster().addClient("two", 4_000, 8_192);
      informer.nomad.cluster().restartServers();

      informer.nomad.faults().set(Kind.NONE);

      informer.until(SLOWLY, () -> informer.syncStatus().state() == State.LIVE);
      informer.until(SLOWLY, () -> informer.snapshot().clients().size() == 2);
      assertThat(informer.syncStatus().resyncs()).isEqualTo(2);
    }
  }

  @Test
  void staysLiveWithSlowServers() {
    try (FakeNomadInformer informer = new FakeNomadInformer(NomadVersionProfile.V1_7_7)) {
      informer.nomad.cluster().addClient("one", 4_000, 8_192);
      informer.nomad.faults().setDelay(Duration.ofMillis(100));

      informer.live();
      informer.nomad.cluster().addClient("two", 4_000, 8_192);

      informer.until(SLOWLY, () -> informer.snapshot().clients().size() == 2);
      assertThat(informer.syncStatus().state()).isEqualTo(State.LIVE);
      assertThat(informer.syncStatus().tried()).isNull();
    }
  }

  @ParameterizedTest
  @EnumSource(NomadVersionProfile.class)
  void seesABuildOnEveryVersion(NomadVersionProfile profile) {
    try (FakeNomadInformer informer = new FakeNomadInformer(profile)) {
      informer.nomad.cluster().addClient("one", 4_000, 8_192);
      informer.synced();

      informer.nomad.cluster().run("build-1", 100, 100);

      Duration seen = informer.timeUntil(() -> !informer.snapshot().allocations().isEmpty());
      assertThat(seen).isLessThan(Duration.ofSeconds(20));
    }
  }

  @ParameterizedTest
  @EnumSource(NomadVersionProfile.class)
  void removesAPurgedClientWithinOneSecond(NomadVersionProfile profile) {
    try (FakeNomadInformer informer = new FakeNomadInformer(profile)) {
      informer.nomad.cluster().addClient("one", 4_000, 8_192);
      informer.nomad.cluster().addClient("two", 4_000, 8_192);
      informer.nomad.cluster().runOnClient("one", "build-1", 100, 100);
      informer.synced();
      informer.nomad.cluster().goDown("one");
      String id = informer.nomad.cluster().clientId("one");
      informer.until(
          SLOWLY, () -> informer.snapshot().client(id).orElseThrow().status() == ClientStatus.DOWN);

      informer.commands().purge(id);
      informer.coordinator.fetchClient(id);

      Duration gone =
          informer.timeUntil(
              FakeNomadInformer.REAL_TIME, () -> informer.snapshot().client(id).isEmpty());
      assertThat(gone).isLessThanOrEqualTo(Duration.ofSeconds(1));
      assertThat(informer.snapshot().clients()).hasSize(1);
    }
  }

  @ParameterizedTest
  @EnumSource(NomadVersionProfile.class)
  void removesAGarbageCollectedClientWithinAMinute(NomadVersionProfile profile) {
    try (FakeNomadInformer informer = new FakeNomadInformer(profile)) {
      informer.nomad.cluster().addClient("one", 4_000, 8_192);
      informer.synced();
      informer.nomad.cluster().goDown("one");
      String id = informer.nomad.cluster().clientId("one");
      informer.until(
          SLOWLY, () -> informer.snapshot().client(id).orElseThrow().status() == ClientStatus.DOWN);

      long index = informer.snapshot().client(id).orElseThrow().modifyIndex();
      // a list that was requested before keeps the client until the blocking query times out
      if (informer.syncStatus().state() == State.POLLING) {
        informer.until(
            SLOWLY,
            () ->
                informer.nomad.received().stream()
                    .anyMatch(
                        request ->
                            request.path().equals("/v1/nodes")
                                && request.query().contains("index=" + index)));
      }
      informer.nomad.cluster().collectClient("one");

      Duration gone = informer.timeUntil(() -> informer.snapshot().client(id).isEmpty());
      assertThat(gone).isLessThanOrEqualTo(Duration.ofMinutes(1));
    }
  }

  @Test
  void pollsIfTheStreamCarriesNoEventsOfAResourceType() {
    try (FakeNomadInformer informer = new FakeNomadInformer(NomadVersionProfile.V1_7_7)) {
      informer.nomad.cluster().addClient("one", 4_000, 8_192);
      informer.nomad.faults().set(Kind.STREAM_WITH_NODES_ONLY);
      informer.live();

      informer.nomad.cluster().run("build-1", 100, 100);

      Duration noticed = informer.timeUntil(() -> informer.syncStatus().state() == State.POLLING);
      assertThat(noticed).isLessThan(Duration.ofMinutes(1));
      assertThat(answered(informer)).contains("no events of jobs");
      informer.until(SLOWLY, () -> !informer.snapshot().allocations().isEmpty());
    }
  }

  /** Servers before 1.1 send no event when a drain starts or stops. */
  @ParameterizedTest
  @EnumSource(
      value = NomadVersionProfile.class,
      names = {"V1_0_18", "V1_7_7"})
  void seesAnAwaitedDrainWithoutAnEvent(NomadVersionProfile profile) {
    try (FakeNomadInformer informer = new FakeNomadInformer(profile)) {
      informer.nomad.cluster().addClient("one", 4_000, 8_192);
      informer.nomad.cluster().run("build-1", 100, 100);
      informer.live();
      String id = informer.nomad.cluster().clientId("one");

      long set = informer.commands().drain(id, new DrainSpec(Duration.ofHours(1), true), Map.of());
      // a later event of another resource
      informer.nomad.cluster().run("build-2", 100, 100);
      informer.coordinator.expectIndex(ResourceType.CLIENTS, set);
      Duration seen =
          informer.timeUntil(
              () -> informer.publisher.awaitIndex(ResourceType.CLIENTS, set, Duration.ZERO));
      assertThat(seen).isLessThan(Duration.ofSeconds(20));
      assertThat(informer.snapshot().client(id)).get().returns(true, Client::draining);

      long ended = informer.commands().cancelDrain(id, true, Map.of());
      informer.coordinator.expectIndex(ResourceType.CLIENTS, ended);
      informer.timeUntil(() -> informer.snapshot().client(id).orElseThrow().isSchedulable());
      assertThat(informer.publisher.awaitIndex(ResourceType.CLIENTS, ended, Duration.ZERO))
          .isTrue();
    }
  }

  @Test
  void seesADrainOfAnotherToolWithinFortySeconds() {
    try (FakeNomadInformer informer = new FakeNomadInformer(NomadVersionProfile.V1_0_18)) {
      informer.nomad.cluster().addClient("one", 4_000, 8_192);
      informer.nomad.cluster().run("build-1", 100, 100);
      informer.live();
      String id = informer.nomad.cluster().clientId("one");
      informer.nomad.cluster().drain("one", null, Map.of());

      Duration seen =
          informer.timeUntil(() -> informer.snapshot().client(id).orElseThrow().draining());

      assertThat(seen).isLessThan(Duration.ofSeconds(40));
    }
  }

  private static String answered(FakeNomadInformer informer) {
    String answered = informer.syncStatus().answered();
    return answered == null ? "" : answered;
  }
}
