package dev.signalbox.sandbox.velero;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.sandbox.kubernetes.ObjectJson;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The backups of Acme in each version of Velero. */
class VeleroFixtureDataTests {

  @ParameterizedTest
  @EnumSource(VeleroVersion.class)
  void loadsBackupsOfFiveWeeks(VeleroVersion version) {
    try (VeleroScenario velero = VeleroScenario.of(version)) {
      VeleroFixtureData.load(velero.server());

      assertThat(velero.list("backups")).hasSize(25);
      assertThat(velero.list("podvolumebackups")).hasSizeGreaterThan(100);
      assertThat(velero.phase("backups", VeleroFixtureData.UNKNOWN)).isEqualTo("Quarantined");
      assertThat(
              velero
                  .cluster()
                  .objects()
                  .find("daemonsets.apps", "velero", version.nodeAgent())
                  .orElseThrow()
                  .at("/status/numberReady")
                  .asInt())
          .isEqualTo(2);
    }
  }

  @Test
  void finishesTheRunningBackup() {
    try (VeleroScenario velero = VeleroScenario.of(VeleroVersion.V1_14)) {
      VeleroFixtureData.load(velero.server());
      velero.advance(Duration.ofMinutes(20));

      assertThat(velero.phase("backups", VeleroFixtureData.RUNNING)).isEqualTo("PartiallyFailed");
    }
  }

  @Test
  void restoresTheInstallationAfterItWasUninstalled() {
    try (VeleroScenario velero = VeleroScenario.of(VeleroVersion.V1_14)) {
      VeleroFixtureData.load(velero.server());
      velero.server().faults().set(VeleroFaults.Kind.NOT_INSTALLED);
      velero.advance(Duration.ofSeconds(2));
      assertThat(velero.cluster().objects().find("namespaces", "", "velero")).isEmpty();

      velero.server().faults().set(VeleroFaults.Kind.NONE);
      assertThat(velero.names("backups")).contains(VeleroFixtureData.KOTS);
      assertThat(ObjectJson.name(velero.get("schedules", VeleroFixtureData.DAILY)))
          .isEqualTo("instance-daily");
    }
  }
}
