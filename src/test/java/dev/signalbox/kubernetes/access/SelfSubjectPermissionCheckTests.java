package dev.signalbox.kubernetes.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.kubernetes.Permission;
import dev.signalbox.kubernetes.Permission.Denied;
import dev.signalbox.kubernetes.ResourceAccess;
import dev.signalbox.kubernetes.ResourceKind;
import dev.signalbox.kubernetes.client.FakeClusterConnection;
import dev.signalbox.sandbox.kubernetes.ClusterFaults;
import dev.signalbox.sandbox.kubernetes.FakeCluster;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("integration")
class SelfSubjectPermissionCheckTests {

  private static final ResourceKind PODS = ResourceKind.namespaced("", "v1", "pods", "Pod");
  private static final ResourceKind NODES = ResourceKind.clusterScoped("", "v1", "nodes", "Node");
  private static final ResourceAccess DELETE = ResourceAccess.of("delete", PODS, "velero");
  private static final ResourceAccess READ_LOGS =
      new ResourceAccess("get", "", "pods/log", "velero", null);

  @TempDir Path folder;

  private final FakeCluster cluster = FakeCluster.start();
  private FakeClusterConnection connection;
  private SelfSubjectPermissionCheck permissions;

  @BeforeEach
  void connect() {
    connection = new FakeClusterConnection(cluster, folder, Clock.systemUTC());
    permissions = check(connection);
  }

  @AfterEach
  void stop() {
    cluster.faults().reset();
    connection.close();
    cluster.close();
  }

  @Test
  void answersEveryCheckOfANamespaceWithOneReview() {
    cluster.access().deny("delete", "pods", "velero");
    assertThat(permissions.check(DELETE)).isInstanceOf(Permission.Unknown.class);

    assertThat(known(DELETE)).isInstanceOf(Denied.class);
    assertThat(known(READ_LOGS)).isInstanceOf(Permission.Allowed.class);
    assertThat(cluster.received("POST", "/selfsubjectrulesreviews")).hasSize(1);
  }

  @Test
  void namesVerbResourceNamespaceAndRule() {
    cluster.access().deny("get", "pods/log", "velero");

    assertThat(known(READ_LOGS))
        .isInstanceOfSatisfying(
            Denied.class,
            denied -> {
              assertThat(denied.reason())
                  .isEqualTo("Signalbox has no permission to get on pods/log in namespace velero.");
              assertThat(denied.access().rule())
                  .isEqualTo("- {apiGroups: [\"\"], resources: [\"pods/log\"], verbs: [\"get\"]}");
            });
  }

  @Test
  void asksForOneOperationIfTheReviewIsIncomplete() {
    cluster.access().setRulesReviewIncomplete(true);
    cluster.access().deny("delete", "pods", "velero");

    assertThat(known(DELETE)).isInstanceOf(Denied.class);
    assertThat(known(READ_LOGS)).isInstanceOf(Permission.Allowed.class);
    assertThat(cluster.received("POST", "/selfsubjectaccessreviews")).hasSize(2);
  }

  @Test
  void asksForOneOperationOnKindsOfTheWholeCluster() {
    cluster.access().deny("list", "nodes");

    assertThat(known(ResourceAccess.of("list", NODES, null))).isInstanceOf(Denied.class);
    assertThat(cluster.received("POST", "/selfsubjectrulesreviews")).isEmpty();
  }

  @Test
  void isUnknownAndNotDeniedIfNeitherReviewIsAnswered() {
    cluster.faults().set(ClusterFaults.Kind.DENYING);

    permissions.check(DELETE);
    await().until(() -> !cluster.received("POST", "/selfsubjectaccessreviews").isEmpty());
    assertThat(permissions.check(DELETE)).isNotInstanceOf(Denied.class);
  }

  @Test
  void isUnknownWithoutACluster() {
    try (FakeClusterConnection none =
        new FakeClusterConnection(folder.resolve("missing"), Clock.systemUTC())) {
      assertThat(check(none).check(DELETE))
          .isEqualTo(new Permission.Unknown("Kubernetes is not configured"));
    }
  }

  private Permission known(ResourceAccess access) {
    return await()
        .until(() -> permissions.check(access), answer -> !(answer instanceof Permission.Unknown));
  }

  private static SelfSubjectPermissionCheck check(FakeClusterConnection target) {
    return new SelfSubjectPermissionCheck(
        target.calls(),
        target.probe(),
        new BackgroundValue.Reader(
            Clock.systemUTC(), task -> Thread.ofVirtual().start(task), () -> {}));
  }
}
