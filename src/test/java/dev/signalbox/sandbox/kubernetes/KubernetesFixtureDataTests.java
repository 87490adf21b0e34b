package dev.signalbox.sandbox.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.sandbox.github.AdjustableClock;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** The workloads of Acme, and snapshots of them. */
class KubernetesFixtureDataTests {

  private final FakeCluster cluster = FakeCluster.start(0, new AdjustableClock());

  @AfterEach
  void stop() {
    cluster.close();
  }

  @Test
  void loadsWorkloadsOnThreeNodes() {
    KubernetesFixtureData.load(cluster);
    ClusterObjects objects = cluster.objects();

    assertThat(objects.list("nodes", "")).hasSize(3);
    assertThat(objects.list("statefulsets.apps", KubernetesFixtureData.NAMESPACE)).hasSize(7);
    assertThat(objects.list("persistentvolumeclaims", KubernetesFixtureData.NAMESPACE)).hasSize(6);
    assertThat(objects.list("pods", KubernetesFixtureData.NAMESPACE))
        .hasSizeGreaterThan(25)
        .allMatch(pod -> !ObjectMetadata.ownerUids(pod).getFirst().isEmpty());
  }

  @Test
  void restoresSnapshotsBySendingOnlyDifferences() {
    KubernetesFixtureData.load(cluster);
    ClusterObjects objects = cluster.objects();
    Map<String, Map<String, ObjectNode>> snapshot = objects.snapshot();
    long version = objects.version();
    objects.restore(snapshot);
    assertThat(objects.version()).isEqualTo(version);

    objects.delete("statefulsets.apps", KubernetesFixtureData.NAMESPACE, "vault");
    objects.create(ObjectJson.namespaceObject("extra"));
    objects.restore(snapshot);

    assertThat(objects.find("namespaces", "", "extra")).isEmpty();
    assertThat(objects.find("pods", KubernetesFixtureData.NAMESPACE, "vault-0")).isPresent();
    // vault and vault-0 deleted and restored, extra created and deleted
    assertThat(objects.version()).isEqualTo(version + 6);
  }
}
