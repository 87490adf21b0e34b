package dev.signalbox.velero.request;

import static dev.signalbox.velero.VeleroJson.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.velero.Backup;
import dev.signalbox.velero.DeleteBackupRequest;
import org.junit.jupiter.api.Test;

class BackupChangesTests {

  @Test
  void requestsADeletion() {
    Backup backup = Backup.read(json("{'metadata':{'namespace':'velero','name':'b','uid':'u1'}}"));

    assertThat(BackupChanges.deletion(backup))
        .isEqualTo(
            json(
                """
                {'apiVersion':'velero.io/v1','kind':'DeleteBackupRequest',
                 'metadata':{'namespace':'velero','generateName':'b-',
                  'labels':{'velero.io/backup-name':'b','velero.io/backup-uid':'u1'}},
                 'spec':{'backupName':'b'}}
                """));
    assertThat(DeleteBackupRequest.read(BackupChanges.deletion(backup)).isFor(backup)).isTrue();
  }

  @Test
  void cutsTheNamesOfLongBackups() {
    Backup backup = Backup.read(json("{'metadata':{'name':'%s'}}".formatted("n".repeat(80))));

    assertThat(BackupChanges.deletion(backup).at("/metadata/generateName").stringValue())
        .hasSize(58);
    assertThat(
            BackupChanges.deletion(backup)
                .at("/metadata/labels/velero.io~1backup-name")
                .stringValue())
        .hasSize(63);
    assertThat(BackupChanges.deletion(backup).at("/spec/backupName").stringValue()).hasSize(80);
  }

  @Test
  void keepsAndReleases() {
    assertThat(BackupChanges.keep(true))
        .isEqualTo(json("{'metadata':{'annotations':{'signalbox.dev/keep':'true'}}}"));
    assertThat(BackupChanges.keep(false))
        .isEqualTo(json("{'metadata':{'annotations':{'signalbox.dev/keep':null}}}"));
  }
}
