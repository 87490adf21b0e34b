package dev.signalbox.sandbox.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.sandbox.github.AdjustableClock;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Pods follow their workloads. */
class WorkloadControllerTests {

  private static final String NAMESPACE = KubernetesFixtureData.NAMESPACE;
  private static final String SETS = "statefulsets.apps";

  private final FakeCluster cluster = FakeCluster.start(0, new AdjustableClock());
  private final ClusterObjects objects = cluster.objects();
  private final WorkloadController controller = new WorkloadController(cluster);

  @BeforeEach
  void load() {
    KubernetesFixtureData.load(cluster);
    controller.reconcile();
  }

  @AfterEach
  void stop() {
    cluster.close();
  }

  @Test
  void keepsTheFixtureAsItIs() {
    long version = objects.version();
    controller.reconcile();
    assertThat(objects.version()).isEqualTo(version);
  }

  @Test
  void scalesPodsWithTheirVolumes() {
    setReplicas(0);
    assertThat(objects.find("pods", NAMESPACE, "postgresql-0")).isEmpty();
    assertThat(set().at("/status/readyReplicas").asInt()).isZero();

    setReplicas(1);
    ObjectNode pod = objects.find("pods", NAMESPACE, "postgresql-0").orElseThrow();
    assertThat(pod.at("/spec/volumes/0/persistentVolumeClaim/claimName").asString(""))
        .isEqualTo("data-postgresql-0");
    assertThat(pod.path("metadata").path("annotations").has("backup.velero.io/backup-volumes"))
        .isTrue();
  }

  @Test
  void replacesPodsAfterAChangeOfTheTemplate() {
    String uid = ObjectJson.uid(objects.find("pods", NAMESPACE, "postgresql-0").orElseThrow());
    objects.update(
        SETS,
        NAMESPACE,
        "postgresql",
        one -> one.withObject("/spec/template/metadata/annotations").put("added", "now"));
    controller.reconcile();
    controller.reconcile();

    ObjectNode pod = objects.find("pods", NAMESPACE, "postgresql-0").orElseThrow();
    assertThat(ObjectJson.uid(pod)).isNotEqualTo(uid);
    assertThat(pod.at("/metadata/annotations/added").asString("")).isEqualTo("now");
  }

  @Test
  void adoptsPodsWithoutOwner() {
    objects.update(
        "pods",
        NAMESPACE,
        "postgresql-0",
        pod -> ObjectJson.metadata(pod).remove("ownerReferences"));
    controller.reconcile();

    assertThat(
            ObjectMetadata.ownerUids(objects.find("pods", NAMESPACE, "postgresql-0").orElseThrow()))
        .isEqualTo(List.of(ObjectJson.uid(set())));
  }

  private void setReplicas(int replicas) {
    objects.update(
        SETS,
        NAMESPACE,
        "postgresql",
        one -> ObjectJson.member(one, "spec").put("replicas", replicas));
    controller.reconcile();
  }

  private JsonNode set() {
    return objects.find(SETS, NAMESPACE, "postgresql").orElseThrow();
  }
}
