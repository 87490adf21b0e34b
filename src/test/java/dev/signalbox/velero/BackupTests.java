package dev.signalbox.velero;

import static dev.signalbox.velero.VeleroJson.backup;
import static dev.signalbox.velero.VeleroJson.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.velero.BackupSpec.LabelSelector;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BackupTests {

  private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");

  @Test
  void readsABackupOfVelero118() {
    Backup backup =
        Backup.read(
            json(
                """
                {'apiVersion':'velero.io/v1','kind':'Backup',
                 'metadata':{'namespace':'velero','name':'instance-p8nz2','uid':'u1',
                  'creationTimestamp':'2026-11-30T10:00:00Z',
                  'labels':{'velero.io/storage-location':'default','signalbox.dev/kind':'full',
                            'signalbox.dev/trigger':'manual'},
                  'annotations':{'signalbox.dev/requested-by':'admin',
                                 'signalbox.dev/reason':'before upgrade',
                                 'kubectl.kubernetes.io/last-applied-configuration':'{}'}},
                 'spec':{'includedNamespaces':['circleci-server'],'includeClusterResources':true,
                  'storageLocation':'default','ttl':'720h0m0s','defaultVolumesToFsBackup':true,
                  'orLabelSelectors':[{'matchLabels':{'b':'2','a':'1'}},
                    {'matchExpressions':[{'key':'layer','operator':'In','values':['data','x']}]}]},
                 'status':{'phase':'FinalizingPartiallyFailed',
                  'startTimestamp':'2026-11-30T10:00:05Z','expiration':'2026-12-30T10:00:05Z',
                  'progress':{'totalItems':120,'itemsBackedUp':80},'errors':1,'warnings':2,
                  'volumeSnapshotsAttempted':3,'volumeSnapshotsCompleted':2,
                  'hookStatus':{'hooksAttempted':2,'hooksFailed':1},'queuePosition':4}}
                """));

    assertThat(backup.kind()).isEqualTo(BackupKind.FULL);
    assertThat(backup.trigger()).isEqualTo(BackupTrigger.MANUAL);
    assertThat(backup.requestedBy()).isEqualTo("admin");
    assertThat(backup.metadata().annotations()).hasSize(2);
    assertThat(backup.spec().labelSelectors())
        .map(LabelSelector::toString)
        .containsExactly("a=1,b=2", "layer in (data,x)");
    assertThat(backup.spec().fsBackupByDefault()).isTrue();
    assertThat(backup.spec().ttl()).isEqualTo(Duration.ofDays(30));
    assertThat(backup.state()).isEqualTo(SnapshotState.RUNNING);
    assertThat(backup.status().phase().hasErrorsSoFar()).isTrue();
    assertThat(backup.status().volumeSnapshots()).isEqualTo(new BackupStatus.Attempts(3, 1));
    assertThat(backup.status().hooks()).isEqualTo(new BackupStatus.Attempts(2, 1));
    assertThat(backup.status().queuePosition()).isEqualTo(4);
    assertThat(backup.duration(NOW)).isEqualTo(Duration.parse("PT1H59M55S"));
    assertThat(backup.isExpired(NOW)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "null",
        "[]",
        "'text'",
        "{'metadata':null,'spec':null,'status':null}",
        "{'metadata':[],'spec':'x','status':7}",
        "{'metadata':{'labels':[1],'annotations':{'a':{}},'creationTimestamp':5},"
            + "'spec':{'includedNamespaces':'x','ttl':{},'includeClusterResources':'maybe',"
            + "'labelSelector':[]},"
            + "'status':{'startTimestamp':'yesterday','progress':[],'errors':'many',"
            + "'warnings':1e300,'validationErrors':{}}}",
      })
  void readsAnyJson(String text) {
    Backup backup = Backup.read(json(text));

    assertThat(backup.name()).isEmpty();
    assertThat(backup.state()).isEqualTo(SnapshotState.QUEUED);
    assertThat(backup.duration(NOW)).isNull();
    assertThat(backup.isExpired(NOW)).isFalse();
    assertThat(backup.kind()).isEqualTo(BackupKind.CUSTOM);
    assertThat(backup.spec().effectiveTtl()).isEqualTo(Duration.ofDays(30));
    assertThat(backup.spec().coversNamespace("any")).isTrue();
    assertThat(backup.status().errors()).isZero();
    assertThat(backup.status().warnings()).isZero();
  }

  @Test
  void keepsTheTextOfAnUnknownPhase() {
    Backup backup = backup("b", "Teleporting", "2026-11-30T10:00:00Z");

    assertThat(backup.state()).isEqualTo(SnapshotState.UNKNOWN);
    assertThat(backup.status().phaseText()).isEqualTo("Teleporting");
  }

  @ParameterizedTest
  @CsvSource({
    "'{\"kots.io/instance\":\"true\",\"kots.io/apps-versions\":\"3.4.1\"}', FULL, MANUAL",
    "'{\"kots.io/app-id\":\"7\",\"kots.io/snapshot-trigger\":\"schedule\"}', PARTIAL, SCHEDULE",
    "'{\"replicated.com/backup-type\":\"infra\"}', FULL, MANUAL",
    "'{\"replicated.com/backup-type\":\"app\"}', PARTIAL, MANUAL",
    "'{\"kots.io/snapshot-trigger\":\"manual\"}', CUSTOM, MANUAL",
  })
  void readsAnnotationsOfKots(String annotations, BackupKind kind, BackupTrigger trigger) {
    Backup backup = Backup.read(json("{'metadata':{'annotations':" + annotations + "}}"));

    assertThat(backup.kots()).isNotNull();
    assertThat(backup.kind()).isEqualTo(kind);
    assertThat(backup.trigger()).isEqualTo(trigger);
  }

  @Test
  void treatsARunThatAUserStartedAsManual() {
    String labels = "{'metadata':{'labels':{'velero.io/schedule-name':'nightly'%s}}}";

    assertThat(Backup.read(json(labels.formatted(""))).trigger()).isEqualTo(BackupTrigger.SCHEDULE);
    assertThat(Backup.read(json(labels.formatted(",'signalbox.dev/trigger':'manual'"))).trigger())
        .isEqualTo(BackupTrigger.MANUAL);
  }

  @ParameterizedTest
  @CsvSource({
    "35, OTHER_CLUSTER",
    "34+, UNKNOWN",
    "'', UNKNOWN",
    "x, UNKNOWN",
  })
  void recognizesBackupsOfOtherClusters(String minor, BackupOrigin origin) {
    Backup backup =
        Backup.read(
            json(
                "{'metadata':{'annotations':{'velero.io/source-cluster-k8s-minor-version':'%s'}}}"
                    .formatted(minor)));

    assertThat(backup.origin(new ClusterIdentity("v1.34.1"))).isEqualTo(origin);
  }

  @ParameterizedTest
  @CsvSource({
    "10:00:00, v1.27.16-gke.1051000, THIS_CLUSTER",
    "10:00:04, v1.27.16-gke.1051000, THIS_CLUSTER",
    "10:08:00, v1.27.16-gke.1051000, OTHER_CLUSTER",
    "10:08:00, v1.27.16+k3s1, OTHER_CLUSTER",
    "10:08:00, v1.27.16, OTHER_CLUSTER",
    "10:08:00, v1.27.16-eks-a737599, UNKNOWN",
    "10:08:00, '', UNKNOWN",
  })
  void recognizesImportedBackupsByTheCreationOfTheirObject(
      String created, String version, BackupOrigin origin) {
    Backup backup =
        Backup.read(
            json(
                ("{'metadata':{'creationTimestamp':'2026-11-30T%sZ','annotations':"
                        + "{'velero.io/source-cluster-k8s-gitversion':'%s'}},"
                        + "'status':{'startTimestamp':'2026-11-30T10:00:00Z'}}")
                    .formatted(created, version)));

    assertThat(backup.origin(new ClusterIdentity("v1.29.8-eks-a737599"))).isEqualTo(origin);
    assertThat(backup.origin(new ClusterIdentity(""))).isNotEqualTo(BackupOrigin.OTHER_CLUSTER);
  }

  @ParameterizedTest
  @CsvSource({
    "'[]', '[]', true",
    "'[\"*\"]', '[]', true",
    "'[\"app\"]', '[]', true",
    "'[\"other\"]', '[]', false",
    "'[\"*\"]', '[\"app\"]', false",
  })
  void readsWhichNamespacesAreCovered(String included, String excluded, boolean covered) {
    Backup backup =
        Backup.read(
            json(
                "{'spec':{'includedNamespaces':%s,'excludedNamespaces':%s}}"
                    .formatted(included, excluded)));

    assertThat(backup.spec().coversNamespace("app")).isEqualTo(covered);
  }

  @Test
  void sortsByStartAndPutsThoseWithoutATimeFirst() {
    Backup older = backup("older", "Completed", "2026-11-28T10:00:00Z");
    Backup newer = backup("newer", "Completed", "2026-11-29T10:00:00Z");
    Backup fresh = backup("fresh", "New", "");

    assertThat(Stream.of(older, newer, fresh).sorted(Backup.NEWEST_FIRST))
        .containsExactly(fresh, newer, older);
  }

  @Test
  void neverReturnsANegativeDuration() {
    Backup backup = backup("b", "InProgress", "2026-11-30T12:00:30Z");

    assertThat(backup.duration(NOW)).isEqualTo(Duration.ZERO);
  }
}
