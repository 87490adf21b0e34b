package dev.signalbox.sandbox.velero;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.sandbox.kubernetes.KubernetesFixtureData;
import dev.signalbox.sandbox.kubernetes.ObjectJson;
import dev.signalbox.sandbox.velero.VeleroControls.Outcome;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** Backups, queues and deletions of the simulated server. */
class FakeVeleroTests {

  @ParameterizedTest
  @EnumSource(VeleroVersion.class)
  void completesBackupsByteByByte(VeleroVersion version) {
    try (VeleroScenario velero = VeleroScenario.of(version)) {
      velero.createBackup("nightly", "");
      velero.advance(Duration.ofSeconds(30));
      assertThat(velero.phase("backups", "nightly")).isEqualTo("InProgress");
      assertThat(velero.list("podvolumebackups"))
          .hasSizeGreaterThanOrEqualTo(6)
          .anyMatch(pvb -> !VeleroServerState.phase(pvb).equals("Completed"));
      long early = velero.bytesDone();
      velero.advance(Duration.ofSeconds(30));
      assertThat(velero.bytesDone()).isGreaterThan(early);

      velero.advance(Duration.ofMinutes(10));
      JsonNode backup = velero.get("backups", "nightly");
      assertThat(VeleroServerState.phase(backup)).isEqualTo("Completed");
      assertThat(backup.at("/status/progress/itemsBackedUp").asInt()).isPositive();
      assertThat(backup.at("/status/expiration").asString("")).isNotEmpty();
      assertThat(backup.at("/spec/ttl").asString("")).isEqualTo("720h0m0s");
      assertThat(velero.list("podvolumebackups"))
          .allMatch(pvb -> VeleroServerState.phase(pvb).equals("Completed"));
    }
  }

  @Test
  void finalizesFromVersion114On() {
    try (VeleroScenario velero = VeleroScenario.of(VeleroVersion.V1_14)) {
      velero.controls().setOutcome("nightly", Outcome.PARTIALLY_FAILED);
      velero.createBackup("nightly", "");

      assertThat(velero.phasesOf("nightly"))
          .containsExactly("InProgress", "FinalizingPartiallyFailed", "PartiallyFailed");
      assertThat(velero.get("backups", "nightly").at("/status/errors").asInt()).isPositive();
    }
  }

  @Test
  void runsOneBackupAtATime() {
    try (VeleroScenario velero = VeleroScenario.of(VeleroVersion.V1_9)) {
      velero.createBackup("first", "");
      velero.advance(Duration.ofSeconds(1));
      velero.createBackup("second", "");
      velero.advance(Duration.ofSeconds(5));

      assertThat(velero.phase("backups", "first")).isEqualTo("InProgress");
      assertThat(velero.phase("backups", "second")).isEmpty();

      velero.advance(Duration.ofMinutes(20));
      assertThat(velero.phase("backups", "second")).isEqualTo("Completed");
    }
  }

  @Test
  void queuesBackupsFromVersion118On() {
    try (VeleroScenario velero = VeleroScenario.of(VeleroVersion.V1_18)) {
      velero.createBackup("first", "");
      velero.advance(Duration.ofSeconds(3));
      velero.createBackup("second", "");
      velero.createBackup("third", "");
      velero.advance(Duration.ofSeconds(3));

      assertThat(velero.phase("backups", "third")).isEqualTo("Queued");
      assertThat(velero.get("backups", "third").at("/status/queuePosition").asInt()).isEqualTo(2);
    }
  }

  @Test
  void refusesBackupsWithoutALocation() {
    try (VeleroScenario velero = VeleroScenario.of(VeleroVersion.V1_14)) {
      velero.createBackup("nightly", ",\"storageLocation\":\"missing\"");
      velero.advance(Duration.ofSeconds(1));

      JsonNode backup = velero.get("backups", "nightly");
      assertThat(VeleroServerState.phase(backup)).isEqualTo("FailedValidation");
      assertThat(backup.at("/status/validationErrors/0").asString(""))
          .contains("backupstoragelocations.velero.io \"missing\" not found");
    }
  }

  @Test
  void failsVolumesOnNodesWithoutAgent() {
    try (VeleroScenario velero = VeleroScenario.of(VeleroVersion.V1_14)) {
      velero.server().setAgentPending(KubernetesFixtureData.NODES.getFirst(), "Insufficient cpu");
      velero.createBackup("nightly", "");
      velero.advance(Duration.ofMinutes(10));

      assertThat(velero.phase("backups", "nightly")).isEqualTo("PartiallyFailed");
      assertThat(velero.list("podvolumebackups"))
          .noneMatch(
              pvb ->
                  pvb.at("/spec/node").asString("").equals(KubernetesFixtureData.NODES.getFirst()));
    }
  }

  @Test
  void completesWithoutAVolumeAndStalls() {
    try (VeleroScenario velero = VeleroScenario.of(VeleroVersion.V1_14)) {
      velero.controls().setOutcome("lost", Outcome.COMPLETED_WITHOUT_A_VOLUME);
      velero.controls().setOutcome("stalled", Outcome.STALLED);
      velero.createBackup("lost", "");
      velero.advance(Duration.ofMinutes(10));
      velero.createBackup("stalled", "");
      velero.advance(Duration.ofHours(1));

      assertThat(velero.phase("backups", "lost")).isEqualTo("Completed");
      assertThat(velero.list("podvolumebackups"))
          .anyMatch(pvb -> VeleroServerState.phase(pvb).equals("Failed"));
      assertThat(velero.phase("backups", "stalled")).isEqualTo("InProgress");
    }
  }

  @Test
  void failsInterruptedBackupsAfterARestart() {
    try (VeleroScenario velero = VeleroScenario.of(VeleroVersion.V1_9)) {
      velero.createBackup("nightly", "");
      velero.advance(Duration.ofSeconds(5));
      velero.server().stop();
      velero.server().restart();

      assertThat(velero.phase("backups", "nightly")).isEqualTo("Failed");
      assertThat(velero.list("podvolumebackups"))
          .allMatch(pvb -> pvb.path("status").has("completionTimestamp"))
          .anyMatch(pvb -> VeleroServerState.phase(pvb).equals("Failed"));
    }
  }

  @Test
  void keepsInterruptedBackupsInProgressBefore19() {
    try (VeleroScenario velero = VeleroScenario.of(VeleroVersion.V1_7)) {
      velero.createBackup("nightly", "");
      velero.advance(Duration.ofSeconds(2));
      velero.server().restart();

      assertThat(velero.phase("backups", "nightly")).isEqualTo("InProgress");
    }
  }

  @Test
  void deletesBackupsWithTheirFilesAndVolumes() {
    try (VeleroScenario velero = VeleroScenario.of(VeleroVersion.V1_14)) {
      velero.createBackup("nightly", "");
      velero.advance(Duration.ofMinutes(10));
      assertThat(velero.server().store().keys("backups/nightly/")).isNotEmpty();

      velero.deleteBackup("nightly");
      velero.advance(Duration.ofSeconds(1));

      assertThat(velero.find("backups", "nightly")).isEmpty();
      assertThat(velero.list("podvolumebackups")).isEmpty();
      assertThat(velero.list("deletebackuprequests")).isEmpty();
      assertThat(velero.server().store().keys("backups/nightly/")).isEmpty();
    }
  }

  @Test
  void startsStuckDeletionsAgainWithANewRequest() {
    try (VeleroScenario velero = VeleroScenario.of(VeleroVersion.V1_14)) {
      velero.createBackup("nightly", "");
      velero.advance(Duration.ofMinutes(10));
      velero.controls().stickDeletions(1);
      velero.deleteBackup("nightly");
      velero.advance(Duration.ofMinutes(5));

      assertThat(velero.phase("backups", "nightly")).isEqualTo("Deleting");
      assertThat(velero.list("deletebackuprequests"))
          .singleElement()
          .matches(one -> VeleroServerState.phase(one).equals("InProgress"));

      velero.deleteBackup("nightly");
      velero.advance(Duration.ofSeconds(1));
      assertThat(velero.find("backups", "nightly")).isEmpty();
    }
  }

  @Test
  void reportsErrorsOfDeletions() {
    try (VeleroScenario velero = VeleroScenario.of(VeleroVersion.V1_14)) {
      velero.createBackup("nightly", "");
      velero.advance(Duration.ofSeconds(2));
      velero.deleteBackup("nightly");
      velero.advance(Duration.ofSeconds(1));

      assertThat(velero.list("deletebackuprequests"))
          .singleElement()
          .matches(one -> VeleroServerState.phase(one).equals("Processed"))
          .extracting(one -> one.at("/status/errors/0").asString(""))
          .isEqualTo("backup is still in progress");
    }
  }

  @Test
  void collectsExpiredBackupsEachHour() {
    try (VeleroScenario velero = VeleroScenario.of(VeleroVersion.V1_14)) {
      velero.createBackup("nightly", ",\"ttl\":\"30m\"");
      velero.advance(Duration.ofMinutes(40));
      assertThat(velero.phase("backups", "nightly")).isEqualTo("Completed");

      velero.update(
          "backupstoragelocations",
          "default",
          one -> ObjectJson.member(one, "spec").put("accessMode", "ReadOnly"));
      velero.advance(Duration.ofMinutes(21));
      assertThat(ObjectJson.label(velero.get("backups", "nightly"), "velero.io/gc-failure"))
          .isEqualTo("BSLReadOnly");

      velero.update(
          "backupstoragelocations",
          "default",
          one -> ObjectJson.member(one, "spec").put("accessMode", "ReadWrite"));
      velero.server().collectExpired();
      velero.advance(Duration.ofSeconds(1));
      assertThat(velero.find("backups", "nightly")).isEmpty();
    }
  }
}
