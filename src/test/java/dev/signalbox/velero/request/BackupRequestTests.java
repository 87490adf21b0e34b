package dev.signalbox.velero.request;

import static dev.signalbox.velero.VeleroJson.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.velero.Backup;
import dev.signalbox.velero.BackupKind;
import dev.signalbox.velero.BackupSchedule;
import dev.signalbox.velero.BackupTrigger;
import dev.signalbox.velero.VeleroVersions;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class BackupRequestTests {

  @Test
  void createsAFullBackup() {
    assertThat(RequestFixture.backup(RequestFixture.FULL).json(VeleroVersions.V1_18))
        .isEqualTo(
            json(
                """
                {'apiVersion':'velero.io/v1','kind':'Backup',
                 'metadata':{'namespace':'velero','generateName':'instance-',
                  'labels':{'signalbox.dev/kind':'full','signalbox.dev/trigger':'manual',
                   'signalbox.dev/request-id':'r1'},
                  'annotations':{'signalbox.dev/requested-by':'admin',
                   'signalbox.dev/reason':'before upgrade to 3.4.1'}},
                 'spec':{'includedNamespaces':['circleci-server'],'includeClusterResources':true,
                  'storageLocation':'default','ttl':'720h0m0s','defaultVolumesToFsBackup':true}}
                """));
  }

  @Test
  void usesTheNamesOfResticUpToVelero19() {
    assertThat(RequestFixture.FULL.json(VeleroVersions.V1_9).path("defaultVolumesToRestic"))
        .isEqualTo(json("true"));
    assertThat(RequestFixture.FULL.json(VeleroVersions.V1_9).has("defaultVolumesToFsBackup"))
        .isFalse();
  }

  @Test
  void createsAPartialBackup() {
    assertThat(RequestFixture.PARTIAL.json(VeleroVersions.V1_18))
        .isEqualTo(
            json(
                """
                {'includedNamespaces':['circleci-server'],
                 'labelSelector':{'matchLabels':{'app':'x','layer':'data'}},
                 'defaultVolumesToFsBackup':false,'snapshotVolumes':false}
                """));
  }

  @Test
  void leavesOutEmptyValues() {
    BackupRequest request =
        new BackupRequest(
            "velero",
            "custom",
            BackupKind.CUSTOM,
            BackupTrigger.SAFETY,
            RequestFixture.PARTIAL,
            new RequestOrigin("r1", "admin", ""));

    assertThat(request.json(VeleroVersions.V1_18).path("metadata"))
        .isEqualTo(
            json(
                "{'namespace':'velero','generateName':'custom-',"
                    + "'labels':{'signalbox.dev/trigger':'safety','signalbox.dev/request-id':'r1'},"
                    + "'annotations':{'signalbox.dev/requested-by':'admin'}}"));
  }

  @Test
  void isReadAsItWasRequested() {
    Backup backup =
        Backup.read(RequestFixture.backup(RequestFixture.FULL).json(VeleroVersions.V1_9));

    assertThat(backup.kind()).isEqualTo(BackupKind.FULL);
    assertThat(backup.trigger()).isEqualTo(BackupTrigger.MANUAL);
    assertThat(backup.requestedBy()).isEqualTo("admin");
    assertThat(backup.reason()).isEqualTo("before upgrade to 3.4.1");
    assertThat(backup.spec().fsBackupByDefault()).isTrue();
    assertThat(backup.spec().ttl()).isEqualTo(Duration.ofDays(30));
  }

  @Test
  void runsAScheduleNow() {
    BackupSchedule schedule =
        BackupSchedule.read(
            json(
                """
                {'metadata':{'namespace':'velero','name':'nightly',
                  'labels':{'signalbox.dev/kind':'full','team':'ci'},
                  'annotations':{'note':'x','signalbox.dev/requested-by':'other'}},
                 'spec':{'schedule':'0 2 * * *','template':{'ttl':'720h0m0s','unknown':[1]}}}
                """));
    RequestOrigin origin = new RequestOrigin("r2", "admin", "");

    assertThat(BackupRequest.ofSchedule(schedule, origin, Instant.parse("2026-08-25T10:30:00Z")))
        .isEqualTo(
            json(
                """
                {'apiVersion':'velero.io/v1','kind':'Backup',
                 'metadata':{'namespace':'velero','name':'nightly-20260825103000',
                  'labels':{'signalbox.dev/kind':'full','team':'ci',
                   'velero.io/schedule-name':'nightly','signalbox.dev/trigger':'manual',
                   'signalbox.dev/request-id':'r2'},
                  'annotations':{'note':'x','signalbox.dev/requested-by':'admin'}},
                 'spec':{'ttl':'720h0m0s','unknown':[1]}}
                """));
  }

  @Test
  void prefersTheLabelsOfTheTemplate() {
    BackupSchedule schedule =
        BackupSchedule.read(
            json(
                "{'metadata':{'name':'n','labels':{'a':'1'}},"
                    + "'spec':{'template':{'metadata':{'labels':{'b':'2'}}}}}"));

    assertThat(
            BackupRequest.ofSchedule(schedule, RequestFixture.ORIGIN, Instant.EPOCH)
                .at("/metadata/labels")
                .propertyNames())
        .contains("b")
        .doesNotContain("a");
  }
}
