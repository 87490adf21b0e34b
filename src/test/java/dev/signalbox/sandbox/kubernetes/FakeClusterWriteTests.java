package dev.signalbox.sandbox.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.signalbox.sandbox.github.AdjustableClock;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodList;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.FieldValidateable;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Writes through the fabric8 client, as the API server treats them. */
@Tag("integration")
class FakeClusterWriteTests {

  private static final String NAMESPACE = "circleci-server";
  private static final CustomResource BACKUP =
      new CustomResource(
          "velero.io/v1",
          "backups",
          "Backup",
          ObjectJson.parse(
              """
              {"type":"object","properties":{
                "spec":{"type":"object","required":["ttl"],"properties":{
                  "ttl":{"type":"string"},
                  "includedNamespaces":{"type":"array","items":{"type":"string"}}}},
                "status":{"type":"object","properties":{"phase":{"type":"string"}}}}}
              """));

  private final FakeCluster cluster = FakeCluster.start(0, new AdjustableClock());
  private final KubernetesClient client = cluster.client();

  @AfterEach
  void stop() {
    client.close();
    cluster.close();
  }

  @Test
  void makesNamesOfFiveRandomCharacters() {
    cluster.objects().create(ObjectJson.namespaceObject(NAMESPACE));
    Pod pod =
        client
            .pods()
            .inNamespace(NAMESPACE)
            .resource(
                new PodBuilder().withNewMetadata().withGenerateName("web-").endMetadata().build())
            .create();

    assertThat(pod.getMetadata().getName()).matches("web-[a-z0-9]{5}");
    assertThat(pod.getMetadata().getUid()).isNotBlank();
    assertThat(pod.getMetadata().getCreationTimestamp()).isEqualTo("2026-01-15T09:00:00Z");
  }

  @Test
  void storesNothingInADryRun() {
    create("a", "app", "web", "Running");

    client.pods().inNamespace(NAMESPACE).resource(pod("b")).dryRun().create();
    client.pods().inNamespace(NAMESPACE).withName("a").dryRun().delete();

    assertThat(names(client.pods().inNamespace(NAMESPACE).list())).containsExactly("a");
  }

  @Test
  void refusesUnknownFieldsInStrictModeAndPrunesThemOtherwise() {
    cluster.install(List.of(BACKUP));
    cluster.objects().create(ObjectJson.namespaceObject("velero"));
    GenericKubernetesResource backup = backup("x", "{\"ttl\":\"1h\",\"defaultVolumes\":true}");

    assertThatExceptionOfType(KubernetesClientException.class)
        .isThrownBy(
            () ->
                client
                    .resource(backup)
                    .fieldValidation(FieldValidateable.Validation.STRICT)
                    .create())
        .satisfies(e -> assertThat(e.getCode()).isEqualTo(400))
        .withMessageContaining("unknown field \"spec.defaultVolumes\"");

    client.resource(backup).create();
    assertThat(
            cluster.objects().find("backups.velero.io", "velero", "x").orElseThrow().path("spec"))
        .hasToString("{\"ttl\":\"1h\"}");
  }

  @Test
  void refusesObjectsThatTheSchemaRefuses() {
    cluster.install(List.of(BACKUP));
    cluster.objects().create(ObjectJson.namespaceObject("velero"));

    assertThatExceptionOfType(KubernetesClientException.class)
        .isThrownBy(() -> client.resource(backup("x", "{}")).create())
        .satisfies(e -> assertThat(e.getCode()).isEqualTo(422))
        .withMessageContaining("spec.ttl: Required value");
  }

  @Test
  void mergesPatchesAndRefusesStaleVersions() {
    create("a", "app", "web", "Running");
    String version =
        client.pods().inNamespace(NAMESPACE).withName("a").get().getMetadata().getResourceVersion();
    PatchContext merge = PatchContext.of(PatchType.JSON_MERGE);

    Pod patched =
        client
            .pods()
            .inNamespace(NAMESPACE)
            .withName("a")
            .patch(merge, "{\"metadata\":{\"labels\":{\"app\":null,\"tier\":\"web\"}}}");

    assertThat(patched.getMetadata().getLabels()).isEqualTo(Map.of("tier", "web"));
    assertThatExceptionOfType(KubernetesClientException.class)
        .isThrownBy(
            () ->
                client
                    .pods()
                    .inNamespace(NAMESPACE)
                    .withName("a")
                    .patch(
                        merge,
                        "{\"metadata\":{\"resourceVersion\":\"%s\",\"labels\":{\"x\":\"y\"}}}"
                            .formatted(version)))
        .satisfies(e -> assertThat(e.getCode()).isEqualTo(409));
  }

  @Test
  void appliesFromTheServerSideAndReportsConflicts() {
    cluster.objects().create(ObjectJson.namespaceObject(NAMESPACE));
    client.pods().resource(labeled("team", "a")).fieldManager("signalbox").serverSideApply();
    client.pods().resource(labeled("tier", "b")).fieldManager("other").serverSideApply();

    assertThat(client.pods().inNamespace(NAMESPACE).withName("a").get().getMetadata().getLabels())
        .containsEntry("team", "a")
        .containsEntry("tier", "b");
    assertThatExceptionOfType(KubernetesClientException.class)
        .isThrownBy(
            () ->
                client
                    .pods()
                    .resource(labeled("tier", "c"))
                    .fieldManager("signalbox")
                    .serverSideApply())
        .withMessageContaining("conflict with \"other\": .metadata.labels.tier")
        .satisfies(e -> assertThat(e.getCode()).isEqualTo(409));

    client
        .pods()
        .resource(labeled("tier", "c"))
        .fieldManager("signalbox")
        .forceConflicts()
        .serverSideApply();
    assertThat(client.pods().inNamespace(NAMESPACE).withName("a").get().getMetadata().getLabels())
        .isEqualTo(Map.of("tier", "c"));
  }

  @Test
  void deletesDependentsUnlessTheyAreOrphaned() {
    createSetWithPod("postgres");
    client
        .apps()
        .statefulSets()
        .inNamespace(NAMESPACE)
        .withName("postgres")
        .withPropagationPolicy(DeletionPropagation.ORPHAN)
        .delete();

    assertThat(
            client
                .pods()
                .inNamespace(NAMESPACE)
                .withName("postgres-0")
                .get()
                .getMetadata()
                .getOwnerReferences())
        .isEmpty();
    assertThat(cluster.received("DELETE", "/postgres").getFirst().body()).contains("\"Orphan\"");

    createSetWithPod("redis");
    client.apps().statefulSets().inNamespace(NAMESPACE).withName("redis").delete();
    assertThat(client.pods().inNamespace(NAMESPACE).withName("redis-0").get()).isNull();
  }

  @Test
  void keepsObjectsWithFinalizersUntilTheLastIsRemoved() {
    cluster
        .objects()
        .create(
            """
            {"apiVersion":"v1","kind":"Pod","metadata":{"namespace":"circleci-server","name":"a",
             "finalizers":["example.com/hold"]}}
            """);

    client.pods().inNamespace(NAMESPACE).withName("a").delete();
    assertThat(
            client
                .pods()
                .inNamespace(NAMESPACE)
                .withName("a")
                .get()
                .getMetadata()
                .getDeletionTimestamp())
        .isNotNull();

    client
        .pods()
        .inNamespace(NAMESPACE)
        .withName("a")
        .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"metadata\":{\"finalizers\":null}}");
    assertThat(client.pods().inNamespace(NAMESPACE).withName("a").get()).isNull();
  }

  @Test
  void scalesWorkloads() {
    createSetWithPod("postgres");

    client.apps().statefulSets().inNamespace(NAMESPACE).withName("postgres").scale(0);

    await()
        .untilAsserted(
            () ->
                assertThat(
                        cluster
                            .objects()
                            .find("statefulsets.apps", NAMESPACE, "postgres")
                            .orElseThrow()
                            .at("/spec/replicas")
                            .asInt())
                    .isZero());
  }

  private void createSetWithPod(String name) {
    cluster.objects().create(ObjectJson.namespaceObject(NAMESPACE + "-" + name));
    String uid =
        ObjectJson.uid(
            cluster
                .objects()
                .create(
                    ObjectJson.parse(
                        Serialization.asJson(
                            new StatefulSetBuilder()
                                .withNewMetadata()
                                .withName(name)
                                .withNamespace(NAMESPACE)
                                .endMetadata()
                                .withNewSpec()
                                .withReplicas(1)
                                .endSpec()
                                .build()))));
    cluster
        .objects()
        .create(
            """
            {"apiVersion":"v1","kind":"Pod","metadata":{"namespace":"circleci-server",
             "name":"%s-0","ownerReferences":[{"apiVersion":"apps/v1","kind":"StatefulSet",
             "name":"%s","uid":"%s","controller":true}]}}
            """
                .formatted(name, name, uid));
  }

  private static List<String> names(PodList list) {
    return list.getItems().stream().map(pod -> pod.getMetadata().getName()).toList();
  }

  private void create(String name, String label, String value, String phase) {
    cluster
        .objects()
        .create(
            """
            {"apiVersion":"v1","kind":"Pod",
             "metadata":{"namespace":"%s","name":"%s","labels":{"%s":"%s"}},
             "spec":{"containers":[{"name":"main"}]},"status":{"phase":"%s"}}
            """
                .formatted(NAMESPACE, name, label, value, phase));
  }

  private static Pod pod(String name) {
    return new PodBuilder().withNewMetadata().withName(name).endMetadata().build();
  }

  private static Pod labeled(String label, String value) {
    return new PodBuilder()
        .withNewMetadata()
        .withName("a")
        .withNamespace(NAMESPACE)
        .addToLabels(label, value)
        .endMetadata()
        .build();
  }

  private static GenericKubernetesResource backup(String name, String spec) {
    return Serialization.unmarshal(
        """
        {"apiVersion":"velero.io/v1","kind":"Backup",
         "metadata":{"namespace":"velero","name":"%s"},"spec":%s}
        """
            .formatted(name, spec),
        GenericKubernetesResource.class);
  }
}
