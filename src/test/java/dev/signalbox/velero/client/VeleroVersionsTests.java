package dev.signalbox.velero.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.kubernetes.CacheStatus.State;
import dev.signalbox.kubernetes.KubernetesProperties;
import dev.signalbox.kubernetes.access.AccessAdapters;
import dev.signalbox.kubernetes.client.FakeClusterConnection;
import dev.signalbox.kubernetes.informer.CacheFactory;
import dev.signalbox.sandbox.kubernetes.FakeCluster;
import dev.signalbox.sandbox.kubernetes.KubernetesFixtureData;
import dev.signalbox.sandbox.velero.FakeVelero;
import dev.signalbox.sandbox.velero.VeleroFixtureData;
import dev.signalbox.sandbox.velero.VeleroVersion;
import dev.signalbox.testing.TestCluster;
import dev.signalbox.velero.Backup;
import dev.signalbox.velero.VeleroCapabilities;
import dev.signalbox.velero.VeleroField;
import dev.signalbox.velero.VeleroServer;
import dev.signalbox.velero.VolumeBackup;
import dev.signalbox.velero.state.VeleroInventory;
import dev.signalbox.velero.state.VeleroState;
import dev.signalbox.velero.state.VeleroStates;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The objects of each version of Velero, and installations that differ from the usual one. */
@Tag("integration")
@SuppressWarnings("NullAway.Init") // by each test
class VeleroVersionsTests {

  private static final String NAMESPACE = FakeVelero.NAMESPACE;
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @TempDir Path folder;

  private final FakeCluster cluster = FakeCluster.start();
  private FakeClusterConnection connection;
  private CacheFactory caches;

  @AfterEach
  void stop() {
    caches.close();
    connection.close();
    cluster.close();
  }

  @ParameterizedTest
  @EnumSource(
      value = VeleroVersion.class,
      names = {"V1_9", "V1_14", "V1_18"})
  void readsTheObjectsOfEachVersion(VeleroVersion version) {
    install(version);
    TestCluster.limitToRoles(cluster);
    VeleroState velero = connect(NAMESPACE);
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              VeleroCapabilities known = velero.capabilities();
              assertThat(known.has(VeleroField.EXISTING_RESOURCE_POLICY)).isTrue();
              assertThat(known.nodeAgentName()).isEqualTo(version.nodeAgent());
              assertThat(known.fsBackupField()).isEqualTo(version.defaultVolumesField());
              assertThat(known.has(VeleroField.PAUSED)).isEqualTo(version != VeleroVersion.V1_9);
            });
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                velero.inventory().agents().agents().size() == KubernetesFixtureData.NODES.size()
                    && !velero.inventory().repositories().isEmpty()
                    && !velero.inventory().schedules().isEmpty()
                    && velero.inventory().defaultLocation().isPresent());
    assertThat(server(velero).isAvailable()).isTrue();
    assertThat(server(velero).imageVersion()).isEqualTo(version.serverVersion());
    VeleroInventory inventory = velero.inventory();
    assertThat(inventory.backups()).extracting(Backup::name).doesNotHaveDuplicates().isNotEmpty();
    assertThat(inventory.backups().stream().flatMap(one -> velero.volumes(one).stream()))
        .isNotEmpty();
  }

  @Test
  void ignoresVolumesWhoseBackupIsGone() {
    install(VeleroVersion.V1_14);
    VeleroState velero = connect(NAMESPACE);
    Backup backup =
        velero.inventory().backups().stream()
            .filter(one -> !velero.volumes(one).isEmpty())
            .findFirst()
            .orElseThrow();
    int volumes = velero.caches().podVolumeBackups().list().size();
    cluster.objects().delete("backups.velero.io", NAMESPACE, backup.name());
    await().until(() -> velero.inventory().backup(backup.name()).isEmpty());

    assertThat(velero.caches().podVolumeBackups().list()).hasSize(volumes);
    assertThat(velero.inventory().backups().stream().flatMap(one -> velero.volumes(one).stream()))
        .extracting(VolumeBackup::backupName)
        .doesNotContain(backup.name());
  }

  @Test
  void recognizesTheServerOfAHelmRelease() {
    install(VeleroVersion.V1_14);
    cluster.objects().delete("deployments.apps", NAMESPACE, "velero");
    createServer("velero-1700000000", "registry.example.com/velero:v1.14.0");
    VeleroState velero = connect(NAMESPACE);

    assertThat(server(velero).deployment()).isEqualTo("velero-1700000000");
    assertThat(server(velero).imageVersion()).isEqualTo("v1.14.0");
  }

  @Test
  void prefersTheDeploymentThatIsNamedVelero() {
    install(VeleroVersion.V1_14);
    createServer("a-second-velero", "velero/velero:v1.9.0");
    VeleroState velero = connect(NAMESPACE);

    assertThat(velero.caches().deployments().list()).hasSize(2);
    assertThat(server(velero).deployment()).isEqualTo("velero");
  }

  @Test
  void readsOnlyTheVeleroOfTheConfiguredNamespace() {
    install(VeleroVersion.V1_14);
    FakeVelero.create(cluster, VeleroVersion.V1_14, Clock.systemUTC(), "backup").install();
    cluster
        .objects()
        .create(
            """
            {"apiVersion":"velero.io/v1","kind":"Backup",
             "metadata":{"name":"elsewhere","namespace":"backup"},"spec":{}}
            """);
    VeleroState velero = connect("backup");

    assertThat(velero.inventory().backups()).extracting(Backup::name).containsExactly("elsewhere");
    assertThat(server(velero).namespace()).isEqualTo("backup");
  }

  @Test
  void showsTheOtherKindsIfOneIsDenied() {
    install(VeleroVersion.V1_14);
    cluster.access().deny("list", "schedules.velero.io");
    VeleroState velero = connect(NAMESPACE);

    await().until(() -> velero.caches().schedules().status().state() == State.FORBIDDEN);
    assertThat(velero.inventory().schedules()).isEmpty();
    assertThat(velero.inventory().backups()).isNotEmpty();
    assertThat(String.valueOf(velero.freshness().problem())).contains("schedules.velero.io");
  }

  @Test
  void measuresTheClockOfTheCluster() {
    install(VeleroVersion.V1_14);
    connect(NAMESPACE);
    assertThat(connection.probe().probe().clockOffset()).isZero();

    Duration ahead = Duration.ofHours(3);
    FakeCluster future = FakeCluster.start(0, Clock.offset(Clock.systemUTC(), ahead));
    try (FakeClusterConnection other =
        new FakeClusterConnection(future, folder, Clock.systemUTC())) {
      assertThat(other.probe().probe().clockOffset())
          .isBetween(ahead.minusSeconds(30), ahead.plusSeconds(30));
    }
    future.close();
  }

  private void install(VeleroVersion version) {
    KubernetesFixtureData.load(cluster);
    VeleroFixtureData.load(FakeVelero.create(cluster, version, Clock.systemUTC()).install());
  }

  private void createServer(String name, String image) {
    cluster
        .objects()
        .create(
            """
            {"apiVersion":"apps/v1","kind":"Deployment",
             "metadata":{"name":"%s","namespace":"velero",
               "labels":{"app.kubernetes.io/name":"velero"}},
             "spec":{"replicas":1,"selector":{"matchLabels":{"a":"b"}},"template":{"spec":{
               "containers":[{"name":"velero","image":"%s","args":["server"]}]}}},
             "status":{"availableReplicas":1}}
            """
                .formatted(name, image));
  }

  /** Connects to the cluster and waits until the caches are complete. */
  private VeleroState connect(String veleroNamespace) {
    connection =
        new FakeClusterConnection(
            new KubernetesProperties(
                cluster.writeKubeconfig(folder.resolve("kubeconfig")).toString(),
                KubernetesFixtureData.NAMESPACE,
                veleroNamespace),
            Clock.systemUTC());
    caches = new CacheFactory(connection);
    VeleroState velero =
        VeleroStates.of(
            new VeleroCacheConfiguration().veleroCaches(caches.caches(), connection.probe()),
            new AccessAdapters(connection, Clock.systemUTC()).discovery(),
            connection.probe(),
            Clock.systemUTC());
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                velero.backupsStatus().isLive()
                    && velero.caches().podVolumeBackups().status().isLive()
                    && velero.caches().deployments().status().isLive()
                    && velero.caches().veleroPods().status().isLive());
    return velero;
  }

  private static VeleroServer server(VeleroState velero) {
    return Objects.requireNonNull(velero.inventory().server());
  }
}
