package dev.signalbox.kubernetes.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.kubernetes.ApiDiscovery.Availability;
import dev.signalbox.kubernetes.ResourceKind;
import dev.signalbox.kubernetes.client.FakeClusterConnection;
import dev.signalbox.sandbox.github.AdjustableClock;
import dev.signalbox.sandbox.kubernetes.CustomResource;
import dev.signalbox.sandbox.kubernetes.FakeCluster;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

@Tag("integration")
class ClusterApiDiscoveryTests {

  private static final ResourceKind BACKUPS =
      ResourceKind.namespaced("velero.io", "v1", "backups", "Backup");
  private static final ResourceKind REPOSITORIES =
      ResourceKind.namespaced("velero.io", "v1", "backuprepositories", "BackupRepository");
  private static final CustomResource CRD =
      new CustomResource(
          "velero.io/v1",
          "backups",
          "Backup",
          (ObjectNode)
              JsonMapper.shared()
                  .readTree(
                      """
                      {"type":"object","properties":{
                        "spec":{"type":"object","properties":{"ttl":{"type":"string"}}},
                        "status":{"type":"object","x-kubernetes-preserve-unknown-fields":true}}}
                      """));

  @TempDir Path folder;

  private final FakeCluster cluster = FakeCluster.start();
  private final AdjustableClock clock = new AdjustableClock();
  private FakeClusterConnection connection;
  private ClusterApiDiscovery discovery;

  @BeforeEach
  void connect() {
    connection = new FakeClusterConnection(cluster, folder, clock);
    discovery =
        new ClusterApiDiscovery(
            connection.calls(),
            connection.probe(),
            new BackgroundValue.Reader(clock, task -> Thread.ofVirtual().start(task), () -> {}),
            clock);
  }

  @AfterEach
  void stop() {
    connection.close();
    cluster.close();
  }

  @Test
  void tellsServedKindsAndNoticesNewOnesWithinAMinute() {
    assertThat(discovery.isServed(BACKUPS)).isEqualTo(Availability.UNKNOWN);
    assertThat(known(() -> discovery.isServed(BACKUPS))).isEqualTo(Availability.UNAVAILABLE);

    cluster.install(List.of(CRD));
    clock.advance(Duration.ofMinutes(1));
    await().until(() -> discovery.isServed(BACKUPS) == Availability.AVAILABLE);
    assertThat(discovery.isServed(REPOSITORIES)).isEqualTo(Availability.UNAVAILABLE);
  }

  @Test
  void readsTheFieldsOfTheCrd() {
    cluster.install(List.of(CRD));

    assertThat(known(() -> discovery.hasField(BACKUPS, "spec.ttl")))
        .isEqualTo(Availability.AVAILABLE);
    assertThat(discovery.hasField(BACKUPS, "spec.snapshotMoveData"))
        .isEqualTo(Availability.UNAVAILABLE);
    assertThat(discovery.hasField(BACKUPS, "status.phase")).isEqualTo(Availability.UNKNOWN);
  }

  @Test
  void readsTheFieldsOfTheOpenApiDocumentIfTheCrdIsDenied() {
    cluster.install(List.of(CRD));
    cluster.access().deny("get", "customresourcedefinitions.apiextensions.k8s.io");

    assertThat(known(() -> discovery.hasField(BACKUPS, "spec.ttl")))
        .isEqualTo(Availability.AVAILABLE);
    assertThat(discovery.hasField(BACKUPS, "spec.snapshotMoveData"))
        .isEqualTo(Availability.UNAVAILABLE);
  }

  @Test
  void isUnknownWithoutASchema() {
    discovery.hasField(REPOSITORIES, "spec.ttl");
    await().until(() -> !cluster.received("GET", "/backuprepositories.velero.io").isEmpty());

    assertThat(discovery.hasField(REPOSITORIES, "spec.ttl")).isEqualTo(Availability.UNKNOWN);
  }

  private static Availability known(Supplier<Availability> question) {
    return await().until(question::get, answer -> answer != Availability.UNKNOWN);
  }
}
