package dev.signalbox.velero.request;

import static dev.signalbox.velero.VeleroJson.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.velero.Backup;
import dev.signalbox.velero.VeleroVersions;
import java.util.List;
import org.junit.jupiter.api.Test;

class VeleroCommandsTests {

  private static final Backup BACKUP =
      Backup.read(
          json("{'metadata':{'namespace':'velero','name':'b'},'status':{'phase':'Completed'}}"));

  @Test
  void createsBackups() {
    assertThat(
            VeleroCommands.createBackup(
                RequestFixture.backup(RequestFixture.FULL), "instance-1", VeleroVersions.V1_18))
        .isEqualTo(
            "velero backup create instance-1 --include-namespaces circleci-server"
                + " --include-cluster-resources=true --storage-location default --ttl 720h0m0s"
                + " --default-volumes-to-fs-backup=true"
                + " --labels signalbox.dev/kind=full,signalbox.dev/trigger=manual"
                + " --namespace velero");
    assertThat(
            VeleroCommands.createBackup(
                RequestFixture.backup(RequestFixture.PARTIAL), "p", VeleroVersions.V1_9))
        .contains(
            " --selector app=x,layer=data --default-volumes-to-restic=false"
                + " --snapshot-volumes=false ");
  }

  @Test
  void createsSchedules() {
    assertThat(VeleroCommands.createSchedule(RequestFixture.schedule(), VeleroVersions.V1_9))
        .startsWith(
            "velero schedule create nightly --schedule '0 2 * * *' --include-namespaces"
                + " circleci-server ")
        .contains("--default-volumes-to-restic=true");
  }

  @Test
  void operatesBackups() {
    assertThat(VeleroCommands.deleteBackup(BACKUP))
        .isEqualTo("velero backup delete b --confirm --namespace velero");
    assertThat(VeleroCommands.describeBackup(BACKUP))
        .isEqualTo("velero backup describe b --details --namespace velero");
    assertThat(VeleroCommands.backupLogs(BACKUP))
        .isEqualTo("velero backup logs b --namespace velero");
  }

  @Test
  void createsRestores() {
    assertThat(VeleroCommands.createRestore(BACKUP, "r", List.of("app"), "signalbox"))
        .isEqualTo(
            "velero restore create r --from-backup b --include-namespaces app"
                + " --include-cluster-resources=true --restore-volumes=true"
                + " --selector 'app.kubernetes.io/name!=signalbox' --namespace velero");
  }

  @Test
  void quotesValues() {
    Backup hostile = Backup.read(json("{'metadata':{'namespace':'a b','name':'$(reboot);`x`'}}"));

    assertThat(VeleroCommands.deleteBackup(hostile))
        .isEqualTo("velero backup delete '$(reboot);`x`' --confirm --namespace 'a b'");
  }
}
