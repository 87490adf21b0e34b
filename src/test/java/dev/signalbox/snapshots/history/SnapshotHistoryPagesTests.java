package dev.signalbox.snapshots.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.kubernetes.informer.ResourceCaches;
import dev.signalbox.sandbox.Persona;
import dev.signalbox.sandbox.velero.FakeVelero;
import dev.signalbox.sandbox.velero.VeleroFixtureData;
import dev.signalbox.testing.ClusterSync;
import dev.signalbox.testing.DatabaseTestClient;
import dev.signalbox.testing.InstallationTest;
import dev.signalbox.testing.MockBrowser;
import dev.signalbox.testing.MockBrowsers;
import dev.signalbox.testing.TestCluster;
import dev.signalbox.testing.TestInstallation;
import dev.signalbox.velero.Backup;
import dev.signalbox.velero.state.VeleroState;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Records snapshots of the fake Velero and shows how their volumes grow. */
@InstallationTest
class SnapshotHistoryPagesTests {

  private static final String CLAIM = "data-postgresql-0";

  private final MockBrowsers browsers;
  private final VeleroState velero;
  private final ResourceCaches caches;
  private final SnapshotRecorder recorder;
  private final StoredSnapshots stored;
  private final JdbcClient database;
  private final DatabaseTestClient recorded;
  private MockBrowser admin;

  @Autowired
  SnapshotHistoryPagesTests(
      MockBrowsers browsers,
      VeleroState velero,
      ResourceCaches caches,
      SnapshotRecorder recorder,
      StoredSnapshots stored,
      JdbcClient database) {
    this.browsers = browsers;
    this.velero = velero;
    this.caches = caches;
    this.recorder = recorder;
    this.stored = stored;
    this.database = database;
    this.recorded = new DatabaseTestClient(database);
    this.admin = browsers.open();
  }

  @BeforeEach
  void sync() {
    // sizes are kept in memory for 30 s
    TestInstallation.clock().advance(Duration.ofMinutes(1));
    ClusterSync.await(velero, caches);
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> !velero.claims().isEmpty() && !velero.pods().isEmpty());
    admin = browsers.signedIn(Persona.ADMIN);
  }

  @Test
  void showsTheVolumesBeforeAnySizeIsRecorded() {
    assertThat(admin.get("/snapshots/volumes/sizes?namespace=x&volume=y"))
        .hasStatus(404)
        .bodyText()
        .contains("Volume not found");
    assertThat(admin.get("/snapshots/volumes")).hasStatusOk().bodyText().contains("Volumes", CLAIM);
  }

  @Test
  void showsSizesAndGrowth() {
    recorder.recordSizes();

    assertThat(admin.get("/snapshots/volumes"))
        .hasStatusOk()
        .bodyText()
        .contains(CLAIM, "a day", "in the newest snapshots");
    assertThat(admin.get(VolumesPage.url(new VolumeId("circleci-server", CLAIM))))
        .hasStatusOk()
        .bodyText()
        .contains(CLAIM, VeleroFixtureData.MANUAL, "a day");
    assertThat(admin.get("/snapshots/" + VeleroFixtureData.MANUAL))
        .bodyText()
        .contains("a day", "Growth of volumes");
  }

  @Test
  void keepsTheSizesOfADeletedSnapshot() {
    recorder.recordSizes();
    TestCluster.cluster()
        .objects()
        .delete("backups.velero.io", FakeVelero.NAMESPACE, VeleroFixtureData.MANUAL);
    await().until(() -> velero.inventory().backup(VeleroFixtureData.MANUAL).isEmpty());

    assertThat(admin.get(VolumesPage.url(new VolumeId("circleci-server", CLAIM))))
        .bodyText()
        .contains(VeleroFixtureData.MANUAL, "deleted");
  }

  @Test
  void recordsEachSnapshotOnceAndForgetsOldOnes() {
    recorder.recordSizes();
    long sizes = recorded.count("snapshot_volume_size");
    long snapshots = recorded.count("snapshot_record");
    assertThat(sizes).isGreaterThan(20);

    recorder.recordSizes();
    assertThat(recorded.count("snapshot_volume_size")).isEqualTo(sizes);
    assertThat(recorded.count("snapshot_record")).isEqualTo(snapshots);

    String age = " - interval '%d days'".formatted(SnapshotRecorder.RETENTION.toDays());
    database.sql("update snapshot_volume_size set taken_at = taken_at" + age).update();
    database.sql("update snapshot_record set started_at = started_at" + age).update();
    recorder.prune();
    assertThat(recorded.count("snapshot_volume_size")).isZero();
    assertThat(recorded.count("snapshot_record")).isZero();
  }

  @Test
  void doesNotCountTheRunOfADeletedSnapshotAsMissed() {
    recorder.recordSizes();
    stored.load();
    Backup last =
        velero.inventory().backups().stream()
            .filter(backup -> backup.scheduleName().equals(VeleroFixtureData.DAILY))
            .toList()
            .get(1);
    TestCluster.cluster().objects().delete("backups.velero.io", FakeVelero.NAMESPACE, last.name());
    await().until(() -> velero.inventory().backup(last.name()).isEmpty());

    assertThat(velero.inventory().missedRuns()).isZero();
  }

  @Test
  void recordsWhatARunningSnapshotIsExpectedToSave() {
    Backup running = velero.inventory().backup(VeleroFixtureData.RUNNING).orElseThrow();
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () -> {
              recorder.recordExpectedVolumes();
              stored.load();
              assertThat(stored.expected(running)).isNotNull();
            });

    assertThat(stored.expected(running)).anyMatch(volume -> volume.claim().equals(CLAIM));
  }
}
