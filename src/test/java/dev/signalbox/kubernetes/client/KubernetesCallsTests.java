package dev.signalbox.kubernetes.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.signalbox.kubernetes.ResourceKind;
import dev.signalbox.kubernetes.client.KubernetesCalls.DeletionPolicy;
import dev.signalbox.kubernetes.client.KubernetesCalls.Preconditions;
import dev.signalbox.remote.RemoteSystemException;
import dev.signalbox.remote.RemoteSystemException.Conflict;
import dev.signalbox.remote.RemoteSystemException.Denied;
import dev.signalbox.remote.RemoteSystemException.NotFound;
import dev.signalbox.remote.RemoteSystemException.Unexpected;
import dev.signalbox.remote.RemoteSystemException.Unreachable;
import dev.signalbox.sandbox.kubernetes.ClusterFaults;
import dev.signalbox.sandbox.kubernetes.FakeCluster;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("integration")
class KubernetesCallsTests {

  private static final String NAMESPACE = "circleci-server";
  private static final ResourceKind CONFIG_MAPS =
      ResourceKind.namespaced("", "v1", "configmaps", "ConfigMap");
  private static final KubernetesRequest LIST =
      KubernetesRequest.list("list the config maps", CONFIG_MAPS, NAMESPACE);
  private static final KubernetesRequest CREATE =
      KubernetesRequest.create("create a config map", CONFIG_MAPS, NAMESPACE);

  @TempDir Path folder;

  private final FakeCluster cluster = FakeCluster.start();
  private FakeClusterConnection connection;
  private KubernetesCalls calls;

  @BeforeEach
  void connect() {
    connection = new FakeClusterConnection(cluster, folder, Clock.systemUTC());
    calls = connection.calls();
    cluster
        .objects()
        .create(
            """
            {"apiVersion":"v1","kind":"Namespace","metadata":{"name":"%s"}}
            """
                .formatted(NAMESPACE));
  }

  @AfterEach
  void stop() {
    connection.close();
    cluster.close();
  }

  @ParameterizedTest
  @CsvSource({
    "401, Denied, token",
    "403, Denied, 'verbs: [\"list\"]'",
    "404, NotFound, configmaps",
    "409, Conflict, try again",
    "410, Conflict, Retry",
    "422, Unexpected, message of the API server",
    "429, Conflict, PodDisruptionBudget",
    "500, Unexpected, log of the API server",
    "503, Unreachable, up and reachable",
  })
  void translatesEachStatus(int status, String type, String advice) {
    cluster.faults().respond("list", "configmaps", status);

    assertThatExceptionOfType(RemoteSystemException.class)
        .isThrownBy(this::list)
        .satisfies(
            e -> {
              assertThat(e.getClass().getSimpleName()).isEqualTo(type);
              assertThat(e.status()).isEqualTo(status);
              assertThat(e.tried()).isEqualTo("list the config maps");
              assertThat(e.response()).startsWith(status + ": ").doesNotContain("http://");
              assertThat(e.advice()).contains(advice);
            });
  }

  @Test
  void showsTheSentenceOfTheApiServerAndTheMissingRule() {
    cluster.access().deny("list", "configmaps", NAMESPACE);

    assertThatExceptionOfType(Denied.class)
        .isThrownBy(this::list)
        .satisfies(
            e -> {
              assertThat(e.response()).contains("cannot list resource \"configmaps\"");
              assertThat(e.advice())
                  .isEqualTo(
                      "Add this rule to the Role of Signalbox in namespace circleci-server:"
                          + " - {apiGroups: [\"\"], resources: [\"configmaps\"],"
                          + " verbs: [\"list\"]}");
            });
  }

  @Test
  void retriesReadsUpToThreeTimes() {
    cluster.faults().respond("list", "configmaps", 500);

    assertThatExceptionOfType(Unexpected.class).isThrownBy(this::list);
    assertThat(cluster.received("GET", "/configmaps")).hasSize(3);
  }

  @Test
  void doesNotRetryWhatARetryCannotChange() {
    cluster.faults().respond("list", "configmaps", 403);

    assertThatExceptionOfType(Denied.class).isThrownBy(this::list);
    assertThat(cluster.received("GET", "/configmaps")).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"500", "503", "429"})
  void sendsAFailedWriteExactlyOnce(int status) {
    cluster.faults().respond("create", "configmaps", status);

    assertThatExceptionOfType(RemoteSystemException.class).isThrownBy(() -> create("a"));
    assertThat(cluster.received("POST", "/configmaps")).hasSize(1);
  }

  @Test
  void sendsAWriteOnceIfTheConnectionIsClosed() {
    cluster.faults().set(ClusterFaults.Kind.DOWN);

    assertThatExceptionOfType(Unreachable.class)
        .isThrownBy(() -> create("a"))
        .satisfies(e -> assertThat(e.advice()).startsWith("Check first whether the change"));
    assertThat(cluster.received("POST", "/configmaps")).hasSizeLessThanOrEqualTo(1);
  }

  @Test
  void limitsTheTimeOfACallToAHangingApiServer() {
    cluster.faults().set(ClusterFaults.Kind.HANGING);
    long start = System.nanoTime();

    assertThatExceptionOfType(Unreachable.class)
        .isThrownBy(
            () ->
                calls.read(
                    LIST.within(Duration.ofMillis(300)),
                    client -> client.configMaps().inNamespace(NAMESPACE).list()));
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    assertThat(cluster.received("GET", "/configmaps")).hasSizeLessThanOrEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"MALFORMED", "TRUNCATED"})
  void reportsAnUnreadableResponse(ClusterFaults.Kind fault) {
    cluster.faults().set(fault);

    assertThatExceptionOfType(Unexpected.class)
        .isThrownBy(this::list)
        .satisfies(e -> assertThat(e.response()).contains("unreadable"));
  }

  @Test
  void namesTheVariableIfNoClusterIsConfigured() {
    try (FakeClusterConnection none =
        new FakeClusterConnection(folder.resolve("missing"), Clock.systemUTC())) {
      assertThatExceptionOfType(Unreachable.class)
          .isThrownBy(
              () ->
                  none.calls()
                      .read(LIST, client -> client.configMaps().inNamespace(NAMESPACE).list()))
          .satisfies(e -> assertThat(e.advice()).contains("KUBECONFIG"));
    }
  }

  @Test
  void deletesWithTheGivenPolicyAndPreconditions() {
    String uid = create("a").getMetadata().getUid();

    calls.delete(delete("a"), DeletionPolicy.ORPHAN, Preconditions.uid(uid));

    assertThat(cluster.received("DELETE", "/configmaps/a"))
        .singleElement()
        .satisfies(
            request ->
                assertThat(request.body())
                    .contains("\"propagationPolicy\":\"Orphan\"", "\"uid\":\"" + uid + "\""));
  }

  @Test
  void deletesNothingIfThePreconditionDoesNotHold() {
    create("a");

    assertThatExceptionOfType(Conflict.class)
        .isThrownBy(
            () -> calls.delete(delete("a"), DeletionPolicy.BACKGROUND, Preconditions.uid("b")));
    assertThat(cluster.objects().find("configmaps", NAMESPACE, "a")).isPresent();
  }

  @Test
  void failsToDeleteWhatDoesNotExist() {
    assertThatExceptionOfType(NotFound.class)
        .isThrownBy(() -> calls.delete(delete("a"), DeletionPolicy.BACKGROUND, Preconditions.NONE))
        .satisfies(e -> assertThat(e.advice()).contains("Return to the list"));
  }

  @Test
  void patchesInOneRequestWithStrictValidation() {
    create("a");
    cluster.clearRequests();

    String patched =
        calls.mergePatch(
            KubernetesRequest.of("change a", "patch", CONFIG_MAPS, NAMESPACE, "a"),
            "{\"data\":{\"key\":\"new\"}}");

    assertThat(patched).contains("\"key\":\"new\"");
    assertThat(cluster.received())
        .singleElement()
        .returns("PATCH", request -> request.method())
        .returns("fieldManager=signalbox&fieldValidation=Strict", request -> request.query());
  }

  @Test
  void refusesAPatchOfAnOutdatedVersion() {
    create("a");

    assertThatExceptionOfType(Conflict.class)
        .isThrownBy(
            () ->
                calls.mergePatch(
                    KubernetesRequest.of("change a", "patch", CONFIG_MAPS, NAMESPACE, "a"),
                    "{\"metadata\":{\"resourceVersion\":\"1\"},\"data\":{\"key\":\"new\"}}"));
  }

  @Test
  void saysThatTheNamespaceIsMissing() {
    cluster.objects().delete("namespaces", "", NAMESPACE);

    assertThatExceptionOfType(NotFound.class)
        .isThrownBy(() -> create("a"))
        .satisfies(e -> assertThat(e.advice()).contains("namespace circleci-server exists"));
  }

  @Test
  void measuresCallsByVerbAndKind() {
    list();

    assertThat(
            connection
                .meters()
                .get("signalbox.remote.calls")
                .tag("system", "kubernetes")
                .tag("operation", "list-configmaps")
                .tag("outcome", "answered")
                .timer()
                .count())
        .isEqualTo(1);
  }

  @Test
  void requiresANamespace() {
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> KubernetesRequest.list("list", CONFIG_MAPS, null));
  }

  @Test
  void needsThePermissionOfTheClusterToListAllNamespaces() {
    KubernetesRequest request =
        KubernetesRequest.list("list", CONFIG_MAPS, KubernetesRequest.ALL_NAMESPACES);

    assertThat(request.access().namespace()).isNull();
  }

  private void list() {
    calls.read(LIST, client -> client.configMaps().inNamespace(NAMESPACE).list());
  }

  private ConfigMap create(String name) {
    ConfigMap map =
        new ConfigMapBuilder()
            .withNewMetadata()
            .withName(name)
            .endMetadata()
            .addToData("key", "value")
            .build();
    return calls.write(
        CREATE, client -> client.configMaps().inNamespace(NAMESPACE).resource(map).create());
  }

  private static KubernetesRequest delete(String name) {
    return KubernetesRequest.of("delete " + name, "delete", CONFIG_MAPS, NAMESPACE, name);
  }
}
