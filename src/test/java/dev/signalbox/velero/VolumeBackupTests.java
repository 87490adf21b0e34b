package dev.signalbox.velero;

import static dev.signalbox.velero.VeleroJson.json;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VolumeBackupTests {

  private static final String POD_VOLUME_BACKUP =
      """
      {'metadata':{'name':'b-x1','uid':'u','labels':{'velero.io/backup-name':'b',
        'velero.io/backup-uid':'%s'}},
       'spec':{'node':'node-1','pod':{'namespace':'app','name':'postgres-0'},'volume':'data',
        'backupStorageLocation':'default','uploaderType':'kopia'},
       'status':{'phase':'InProgress','progress':{'bytesDone':50,'totalBytes':200},
        'incrementalBytes':20}}
      """;

  @Test
  void readsAPodVolumeBackup() {
    VolumeBackup volume = VolumeBackup.ofPodVolumeBackup(json(POD_VOLUME_BACKUP.formatted("u1")));

    assertThat(volume.namespace()).isEqualTo("app");
    assertThat(volume.podName()).isEqualTo("postgres-0");
    assertThat(volume.volume()).isEqualTo("data");
    assertThat(volume.status().node()).isEqualTo("node-1");
    assertThat(volume.status().progress().percent()).isEqualTo(25.0);
    assertThat(volume.incrementalBytes()).isEqualTo(20L);
    assertThat(volume.hasData()).isFalse();
  }

  @Test
  void readsADataUpload() {
    VolumeBackup volume =
        VolumeBackup.ofDataUpload(
            json(
                """
                {'metadata':{'name':'b-d1'},'spec':{'sourceNamespace':'app',
                  'sourcePVC':'data-postgres-0','backupStorageLocation':'default'},
                 'status':{'phase':'Completed','node':'node-2',
                  'progress':{'bytesDone':10,'totalBytes':10}}}
                """));

    assertThat(volume.source()).isEqualTo(VolumeBackup.Source.DATA_UPLOAD);
    assertThat(volume.volume()).isEqualTo("data-postgres-0");
    assertThat(volume.status().node()).isEqualTo("node-2");
    assertThat(volume.uploaderType()).isEqualTo("kopia");
    assertThat(volume.hasData()).isTrue();
    assertThat(volume.incrementalBytes()).isNull();
  }

  @Test
  void readsEmptyObjects() {
    VolumeBackup volume = VolumeBackup.ofPodVolumeBackup(json("{}"));

    assertThat(volume.status().phase()).isEqualTo(TransferPhase.NEW);
    assertThat(volume.uploaderType()).isEqualTo("restic");
    assertThat(volume.status().progress().percent()).isNull();
  }

  @ParameterizedTest
  @CsvSource({"u1, u1, true", "u1, u2, false", "'', u2, true"})
  void comparesTheUidBecauseANameCanBeUsedAgain(String label, String uid, boolean belongs) {
    VolumeBackup volume = VolumeBackup.ofPodVolumeBackup(json(POD_VOLUME_BACKUP.formatted(label)));
    Backup backup = Backup.read(json("{'metadata':{'name':'b','uid':'%s'}}".formatted(uid)));

    assertThat(volume.belongsTo(backup)).isEqualTo(belongs);
  }

  @Test
  void findsTheVolumesOfABackupWithALongName() {
    String name = "n".repeat(80);
    VolumeBackup volume =
        VolumeBackup.ofPodVolumeBackup(
            json(
                "{'metadata':{'labels':{'velero.io/backup-name':'%s'}}}"
                    .formatted(VeleroNames.labelValue(name))));

    assertThat(volume.belongsTo(Backup.read(json("{'metadata':{'name':'" + name + "'}}"))))
        .isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, , 0",
    "5, 0, , 5",
    "50, 200, 25, 200",
    "1, 3, 33.333333333333336, 3",
    "300, 200, 100, 300",
    "-5, 200, 0, 200",
    "5, -1, , 5",
    "9223372036854775807, 9223372036854775807, 100, 9223372036854775807",
  })
  void computesTheProgress(long done, long total, Double percent, long size) {
    TransferProgress progress = new TransferProgress(done, total);

    assertThat(progress.percent()).isEqualTo(percent);
    assertThat(progress.size()).isEqualTo(size);
    assertThat(progress.remaining()).isNotNegative();
  }
}
