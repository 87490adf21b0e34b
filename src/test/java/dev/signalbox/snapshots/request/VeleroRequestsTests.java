package dev.signalbox.snapshots.request;

import static dev.signalbox.snapshots.velero.VeleroJson.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.snapshots.request.VeleroRequests.DownloadTarget;
import dev.signalbox.snapshots.velero.Backup;
import dev.signalbox.snapshots.velero.DeleteRequest;
import org.junit.jupiter.api.Test;

class VeleroRequestsTests {

  @Test
  void requestsADeletion() {
    Backup backup = Backup.read(json("{'metadata':{'namespace':'velero','name':'b','uid':'u1'}}"));

    assertThat(VeleroRequests.delete(backup))
        .isEqualTo(
            json(
                """
                {'apiVersion':'velero.io/v1','kind':'DeleteBackupRequest',
                 'metadata':{'namespace':'velero','generateName':'b-',
                  'labels':{'velero.io/backup-name':'b','velero.io/backup-uid':'u1'}},
                 'spec':{'backupName':'b'}}
                """));
    assertThat(DeleteRequest.read(VeleroRequests.delete(backup)).isFor(backup)).isTrue();
  }

  @Test
  void cutsTheNamesOfLongBackups() {
    Backup backup = Backup.read(json("{'metadata':{'name':'%s'}}".formatted("n".repeat(80))));

    assertThat(VeleroRequests.delete(backup).at("/metadata/generateName").stringValue())
        .hasSize(58);
    assertThat(
            VeleroRequests.delete(backup)
                .at("/metadata/labels/velero.io~1backup-name")
                .stringValue())
        .hasSize(63);
    assertThat(VeleroRequests.delete(backup).at("/spec/backupName").stringValue()).hasSize(80);
  }

  @Test
  void requestsADownload() {
    assertThat(VeleroRequests.download("velero", DownloadTarget.BACKUP_LOG, "b"))
        .isEqualTo(
            json(
                """
                {'apiVersion':'velero.io/v1','kind':'DownloadRequest',
                 'metadata':{'namespace':'velero','generateName':'b-'},
                 'spec':{'target':{'kind':'BackupLog','name':'b'}}}
                """));
  }

  @Test
  void requestsTheStatusOfTheServer() {
    assertThat(VeleroRequests.serverStatus("velero"))
        .isEqualTo(
            json(
                "{'apiVersion':'velero.io/v1','kind':'ServerStatusRequest',"
                    + "'metadata':{'namespace':'velero','generateName':'signalbox-'},'spec':{}}"));
  }

  @Test
  void buildsPatches() {
    assertThat(VeleroRequests.keep(true))
        .isEqualTo(json("{'metadata':{'annotations':{'signalbox.dev/keep':'true'}}}"));
    assertThat(VeleroRequests.keep(false))
        .isEqualTo(json("{'metadata':{'annotations':{'signalbox.dev/keep':null}}}"));
    assertThat(VeleroRequests.accessMode(true))
        .isEqualTo(json("{'spec':{'accessMode':'ReadOnly'}}"));
    assertThat(VeleroRequests.cancelTransfer()).isEqualTo(json("{'spec':{'cancel':true}}"));
  }
}
