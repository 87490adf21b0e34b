package dev.signalbox.snapshots.request;

import static dev.signalbox.snapshots.velero.VeleroJson.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.snapshots.coverage.AnnotationFix;
import dev.signalbox.snapshots.velero.Backup;
import dev.signalbox.snapshots.velero.BackupSchedule;
import dev.signalbox.snapshots.velero.VeleroResource;
import dev.signalbox.snapshots.velero.VeleroVersions;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Equivalent commands of velero and kubectl. */
class SnapshotCommandsTests {

  private static final Backup BACKUP =
      Backup.read(
          json("{'metadata':{'namespace':'velero','name':'b'},'status':{'phase':'Completed'}}"));

  private static final BackupSchedule SCHEDULE =
      BackupSchedule.read(json("{'metadata':{'namespace':'velero','name':'nightly'}}"));

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
  void operatesSchedulesAndBackups() {
    assertThat(VeleroCommands.runSchedule(SCHEDULE))
        .isEqualTo("velero backup create --from-schedule nightly --namespace velero");
    assertThat(VeleroCommands.pauseSchedule(SCHEDULE, true))
        .isEqualTo("velero schedule pause nightly --namespace velero");
    assertThat(VeleroCommands.pauseSchedule(SCHEDULE, false))
        .isEqualTo("velero schedule unpause nightly --namespace velero");
    assertThat(VeleroCommands.deleteBackup(BACKUP))
        .isEqualTo("velero backup delete b --confirm --namespace velero");
    assertThat(VeleroCommands.describeBackup(BACKUP))
        .isEqualTo("velero backup describe b --details --namespace velero");
    assertThat(VeleroCommands.backupLogs(BACKUP))
        .isEqualTo("velero backup logs b --namespace velero");
  }

  @Test
  void createsRestores() {
    RestoreRequest request =
        new RestoreRequest(BACKUP, List.of("app"), "signalbox", "", false, RequestFixture.ORIGIN);

    assertThat(VeleroCommands.createRestore(request, "r"))
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
    assertThat(KubectlCommands.show(VeleroResource.BACKUP, hostile.metadata()))
        .isEqualTo("kubectl --namespace 'a b' get 'backups.velero.io/$(reboot);`x`' -o yaml");
  }

  @Test
  void createsAndPatchesWithKubectl() {
    assertThat(KubectlCommands.create(VeleroRequests.serverStatus("velero")))
        .startsWith("kubectl --namespace velero create -f - <<'EOF'\n{")
        .contains("\"kind\" : \"ServerStatusRequest\"")
        .endsWith("}\nEOF");
    assertThat(
            KubectlCommands.patch(
                VeleroResource.SCHEDULE,
                SCHEDULE.metadata(),
                ScheduleRequest.pause(true, VeleroVersions.V1_18)))
        .isEqualTo(
            "kubectl --namespace velero patch schedules.velero.io/nightly --type merge"
                + " -p '{\"spec\":{\"paused\":true}}'");
  }

  @Test
  void annotatesPodsAndTemplates() {
    AnnotationFix add = fix("StatefulSet", "wal,data");

    assertThat(KubectlCommands.annotatePod(add))
        .isEqualTo(
            "kubectl --namespace app annotate pod/postgres-0 k.example/v=wal,data --overwrite");
    assertThat(KubectlCommands.annotateTemplate(add))
        .isEqualTo(
            "kubectl --namespace app patch statefulset/postgres --type merge -p"
                + " '{\"spec\":{\"template\":{\"metadata\":{\"annotations\":"
                + "{\"k.example/v\":\"wal,data\"}}}}}'");
    assertThat(KubectlCommands.annotatePod(fix("StatefulSet", null)))
        .isEqualTo("kubectl --namespace app annotate pod/postgres-0 k.example/v-");
    assertThat(KubectlCommands.templatePatch(fix("StatefulSet", null)).toString())
        .contains("\"k.example/v\":null");
    assertThat(KubectlCommands.annotateTemplate(fix("ReplicaSet", "x"))).isNull();
  }

  private static AnnotationFix fix(String ownerKind, @Nullable String value) {
    return new AnnotationFix("app", "postgres-0", ownerKind, "postgres", "k.example/v", value);
  }
}
