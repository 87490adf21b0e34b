package dev.signalbox.snapshots.backups;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.sandbox.Persona;
import dev.signalbox.sandbox.kubernetes.FakeCluster;
import dev.signalbox.sandbox.kubernetes.KubernetesFixtureData;
import dev.signalbox.sandbox.kubernetes.ObjectJson;
import dev.signalbox.testing.InstallationTest;
import dev.signalbox.testing.MockBrowser;
import dev.signalbox.testing.MockBrowsers;
import dev.signalbox.testing.TestCluster;
import dev.signalbox.velero.state.VeleroState;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.node.ObjectNode;

/** Annotates the pod template of the workload that manages a pod. */
@InstallationTest
class WorkloadAnnotationTests {

  private static final String NAMESPACE = KubernetesFixtureData.NAMESPACE;
  private static final String POD = KubernetesFixtureData.WITHOUT_ANNOTATION + "-0";
  private static final String CLAIM = "data-" + POD;
  private static final String URL = "/snapshots/volumes/annotation";

  private final FakeCluster cluster = TestCluster.cluster();
  private final MockBrowsers browsers;
  private final VeleroState state;

  @Autowired
  WorkloadAnnotationTests(MockBrowsers browsers, VeleroState state) {
    this.browsers = browsers;
    this.state = state;
  }

  @Test
  void annotatesTheDeploymentOfAReplicaSet() {
    ObjectNode set = ObjectJson.object("apps/v1", "ReplicaSet", NAMESPACE, "frontend-7d9f8c6b5");
    setController(set, "Deployment", "frontend");
    cluster.objects().create(set);

    annotatePodOf("ReplicaSet", "frontend-7d9f8c6b5", "deployment/frontend");

    assertThat(annotation("deployments.apps", "frontend")).isEqualTo("data");
  }

  @Test
  void annotatesADaemonSet() {
    cluster.objects().create(ObjectJson.object("apps/v1", "DaemonSet", NAMESPACE, "agent"));

    annotatePodOf("DaemonSet", "agent", "daemonset/agent");

    assertThat(annotation("daemonsets.apps", "agent")).isEqualTo("data");
  }

  private void annotatePodOf(String kind, String name, String workload) {
    cluster.objects().update("pods", NAMESPACE, POD, pod -> setController(pod, kind, name));
    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () ->
                state.claims().stream().anyMatch(claim -> claim.name().equals(CLAIM))
                    && state.pods().stream()
                        .anyMatch(
                            pod -> pod.ownerKind().equals(kind) && pod.ownerName().equals(name)));

    MockBrowser admin = browsers.signedIn(Persona.ADMIN);
    assertThat(admin.get(URL + "?claim=" + CLAIM + "&all=false"))
        .hasStatusOk()
        .bodyText()
        .contains(workload);
    assertThat(admin.post(URL, Map.of("claim", CLAIM, "all", "false", "target", "workload")))
        .hasStatus(302);
  }

  private static void setController(ObjectNode object, String kind, String name) {
    ObjectJson.metadata(object)
        .putArray("ownerReferences")
        .addObject()
        .put("apiVersion", "apps/v1")
        .put("kind", kind)
        .put("name", name)
        .put("uid", "")
        .put("controller", true);
  }

  private String annotation(String resource, String name) {
    return cluster
        .objects()
        .find(resource, NAMESPACE, name)
        .orElseThrow()
        .at("/spec/template/metadata/annotations")
        .path("backup.velero.io/backup-volumes")
        .asString("");
  }
}
