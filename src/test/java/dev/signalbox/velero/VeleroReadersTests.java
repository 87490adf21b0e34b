package dev.signalbox.velero;

import static dev.signalbox.velero.VeleroJson.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Readers of the resources other than backups and volumes. */
class VeleroReadersTests {

  private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");

  @Test
  void readsASchedule() {
    BackupSchedule schedule =
        BackupSchedule.read(
            json(
                """
                {'metadata':{'name':'nightly'},
                 'spec':{'schedule':'0 2 * * *','paused':true,'skipImmediately':true,
                  'template':{'includedNamespaces':['*'],'ttl':'0s',
                   'metadata':{'labels':{'a':'b'}}}},
                 'status':{'phase':'FailedValidation','validationErrors':['bad'],
                  'lastBackup':'2026-11-30T02:00:10Z'}}
                """));

    assertThat(schedule.cron()).isEqualTo("0 2 * * *");
    assertThat(schedule.paused()).isTrue();
    assertThat(schedule.skipImmediately()).isTrue();
    assertThat(schedule.ownsBackups()).isFalse();
    assertThat(schedule.template().isAllNamespaces()).isTrue();
    assertThat(schedule.template().effectiveTtl()).isEqualTo(BackupSpec.DEFAULT_TTL);
    assertThat(schedule.templateLabels()).containsEntry("a", "b");
    assertThat(schedule.phase()).isEqualTo(BackupSchedule.SchedulePhase.FAILED_VALIDATION);
    assertThat(schedule.lastBackupAt()).isEqualTo(Instant.parse("2026-11-30T02:00:10Z"));
  }

  @Test
  void treatsAScheduleWithoutNamespacesAsOneOfAllNamespaces() {
    for (String template : List.of("", ",'template':{}", ",'template':{'includedNamespaces':[]}")) {
      BackupSchedule schedule =
          BackupSchedule.read(
              json("{'metadata':{'name':'n'},'spec':{'schedule':'@daily'%s}}".formatted(template)));

      assertThat(schedule.template().isAllNamespaces()).isTrue();
      assertThat(schedule.template().coversNamespace("circleci-server")).isTrue();
    }
  }

  @Test
  void readsAStorageLocation() {
    StorageLocation location =
        StorageLocation.read(
            json(
                """
                {'metadata':{'name':'default'},
                 'spec':{'provider':'aws','default':true,'accessMode':'ReadOnly',
                  'objectStorage':{'bucket':'b','prefix':'p','caCert':'QQ=='},
                  'credential':{'name':'cloud-credentials','key':'cloud'},
                  'config':{'region':'minio','s3ForcePathStyle':'true'},
                  'validationFrequency':'1m0s'},
                 'status':{'phase':'Available','lastValidationTime':'2026-11-30T11:58:00Z'}}
                """));

    assertThat(location.isAvailable()).isTrue();
    assertThat(location.acceptsBackups()).isFalse();
    assertThat(location.hasCaCertificate()).isTrue();
    assertThat(location.setting("region")).isEqualTo("minio");
    assertThat(location.isValidationOverdue(NOW)).isFalse();
    assertThat(location.isValidationOverdue(NOW.plus(Duration.ofMinutes(2)))).isTrue();
    assertThat(location.isValidatedSince(Instant.parse("2026-11-30T11:57:00Z"))).isTrue();
    assertThat(location.isValidatedSince(Instant.parse("2026-11-30T11:58:00Z"))).isFalse();
  }

  @Test
  void readsARestore() {
    Restore restore =
        Restore.read(
            json(
                """
                {'metadata':{'name':'r','annotations':{'signalbox.dev/safety-backup':'s'}},
                 'spec':{'backupName':'b'},
                 'status':{'phase':'Finalizing','progress':{'totalItems':9,'itemsRestored':4}}}
                """));

    assertThat(restore.state()).isEqualTo(SnapshotState.RUNNING);
    assertThat(restore.progress()).isEqualTo(new BackupStatus.ItemProgress(4, 9));
    assertThat(restore.safetyBackup()).isEqualTo("s");
  }

  @Test
  void recognizesAFailedDeletionOfTheSameBackup() {
    String text =
        "{'spec':{'backupName':'b'},'metadata':{'labels':{'velero.io/backup-uid':'u1'}},"
            + "'status':{'phase':'Processed','errors':%s}}";
    Backup backup = Backup.read(json("{'metadata':{'name':'b','uid':'u1'}}"));
    DeleteBackupRequest failed =
        DeleteBackupRequest.read(json(text.formatted("['backup not found']")));

    assertThat(failed.hasFailed()).isTrue();
    assertThat(failed.isFor(backup)).isTrue();
    assertThat(failed.isFor(Backup.read(json("{'metadata':{'name':'b','uid':'u2'}}")))).isFalse();
    assertThat(DeleteBackupRequest.read(json(text.formatted("null"))).hasFailed()).isFalse();
  }

  @Test
  void readsTheStatusOfTheServer() {
    ServerStatus status =
        ServerStatus.read(
            json(
                """
                {'status':{'phase':'Processed','serverVersion':'v1.14.1','plugins':[
                  {'name':'velero.io/aws','kind':'ObjectStore'},
                  {'name':'velero.io/pod','kind':'BackupItemAction'}]}}
                """));

    assertThat(status.version()).isEqualTo("v1.14.1");
    assertThat(status.hasObjectStore("aws")).isTrue();
    assertThat(status.hasObjectStore("velero.io/aws")).isTrue();
    assertThat(status.hasObjectStore("pod")).isFalse();
  }

  @Test
  void readsARepository() {
    BackupRepository repository =
        BackupRepository.read(
            json(
                """
                {'spec':{'volumeNamespace':'app','backupStorageLocation':'default',
                  'repositoryType':'kopia','maintenanceFrequency':'1h0m0s'},
                 'status':{'phase':'NotReady','message':'locked',
                  'lastMaintenanceTime':'2026-11-30T08:59:00Z',
                  'recentMaintenance':[{'result':'Failed','message':'no space'}]}}
                """));

    assertThat(repository.phase()).isEqualTo(BackupRepository.RepositoryPhase.NOT_READY);
    assertThat(repository.isMaintenanceOverdue(NOW)).isTrue();
  }

  @Test
  void readsADownloadRequest() {
    DownloadRequest request =
        DownloadRequest.read(
            json("{'status':{'phase':'Processed','downloadURL':'https://s3.example/x'}}"));

    assertThat(request.isReady()).isTrue();
  }

  @Test
  void readsAVolumeRestore() {
    VolumeRestore volume =
        VolumeRestore.ofDataDownload(
            json(
                "{'metadata':{'labels':{'velero.io/restore-name':'r'}},"
                    + "'spec':{'targetVolume':{'namespace':'app','pvc':'data'}}}"));

    assertThat(volume.namespace()).isEqualTo("app");
    assertThat(volume.volume()).isEqualTo("data");
    assertThat(volume.belongsTo(Restore.read(json("{'metadata':{'name':'r','uid':'u'}}"))))
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "null",
        "7",
        "{'metadata':7,'spec':[],'status':'x'}",
        "{'spec':{'config':[],'template':5,'validationFrequency':1,'target':[]},"
            + "'status':{'plugins':{},'errors':{},'recentMaintenance':[7,null]}}"
      })
  void acceptsAnyJson(String text) {
    JsonNode json = json(text);

    assertThatCode(
            () -> {
              BackupSchedule.read(json);
              StorageLocation.read(json);
              Restore.read(json);
              DeleteBackupRequest.read(json);
              DownloadRequest.read(json);
              ServerStatus.read(json);
              BackupRepository.read(json);
              VolumeRestore.ofPodVolumeRestore(json);
              VolumeRestore.ofDataDownload(json);
            })
        .doesNotThrowAnyException();
  }

  @Test
  void readsTheVersionOfTheImage() {
    for (String image :
        List.of("velero/velero:v1.14.1", "r.example:5000/velero:v1.14.1@sha256:ab")) {
      assertThat(server(image).imageVersion()).isEqualTo("v1.14.1");
    }
    assertThat(server("r.example:5000/velero").imageVersion()).isEmpty();
  }

  private static VeleroServer server(String image) {
    return new VeleroServer("velero", "velero", image, 1, 1, "", null, false, "", null);
  }
}
