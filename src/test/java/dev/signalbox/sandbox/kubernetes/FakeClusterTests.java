package dev.signalbox.sandbox.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.signalbox.sandbox.github.AdjustableClock;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.api.model.PodList;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The behavior of the API server that production code relies on, through the fabric8 client. */
@Tag("integration")
class FakeClusterTests {

  private static final String NAMESPACE = "circleci-server";
  private static final ResourceDefinitionContext BACKUPS =
      new ResourceDefinitionContext.Builder()
          .withGroup("velero.io")
          .withVersion("v1")
          .withPlural("backups")
          .withKind("Backup")
          .withNamespaced(true)
          .build();
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
  void servesVersionAndDiscovery() {
    cluster.setVersion("v1.21.14-eks-6d3986b");

    assertThat(client.getKubernetesVersion().getGitVersion()).isEqualTo("v1.21.14-eks-6d3986b");
    assertThat(client.getKubernetesVersion().getMinor()).isEqualTo("21+");
    assertThat(client.supports("apps/v1", "StatefulSet")).isTrue();
    assertThat(client.hasApiGroup("velero.io", true)).isFalse();

    cluster.install(List.of(BACKUP));
    assertThat(client.hasApiGroup("velero.io", true)).isTrue();
    assertThat(client.supports("velero.io/v1", "Backup")).isTrue();
    assertThat(client.raw("/openapi/v3/apis/velero.io/v1"))
        .contains("io.velero.v1.Backup", "includedNamespaces");
  }

  @Test
  void answersKindsThatAreNotInstalledWith404() {
    assertThatExceptionOfType(KubernetesClientException.class)
        .isThrownBy(() -> client.genericKubernetesResources(BACKUPS).inAnyNamespace().list())
        .satisfies(e -> assertThat(e.getCode()).isEqualTo(404));

    cluster.install(List.of(BACKUP));
    assertThat(client.genericKubernetesResources(BACKUPS).inAnyNamespace().list().getItems())
        .isEmpty();

    cluster.uninstall("backups.velero.io");
    assertThatExceptionOfType(KubernetesClientException.class)
        .isThrownBy(() -> client.genericKubernetesResources(BACKUPS).inAnyNamespace().list())
        .satisfies(e -> assertThat(e.getCode()).isEqualTo(404));
  }

  @Test
  void selectsByLabelsAndFields() {
    create("a", "app", "web", "Running");
    create("b", "app", "api", "Pending");
    create("c", "tier", "db", "Running");

    assertThat(names(labels("app in (web, api)"))).containsExactly("a", "b");
    assertThat(names(labels("app notin (web)"))).containsExactly("b", "c");
    assertThat(names(labels("app=web"))).containsExactly("a");
    assertThat(names(labels("app!=web"))).containsExactly("b", "c");
    assertThat(names(labels("app"))).containsExactly("a", "b");
    assertThat(names(labels("!app"))).containsExactly("c");
    assertThat(
            names(client.pods().inNamespace(NAMESPACE).withField("status.phase", "Running").list()))
        .containsExactly("a", "c");
    assertThat(
            names(
                client
                    .pods()
                    .inNamespace(NAMESPACE)
                    .withoutField("status.phase", "Running")
                    .list()))
        .containsExactly("b");
    assertThat(names(client.pods().inNamespace(NAMESPACE).withField("metadata.name", "b").list()))
        .containsExactly("b");
  }

  @Test
  void listsInPages() {
    for (int i = 0; i < 5; i++) {
      create("p" + i, "app", "web", "Running");
    }

    PodList first =
        client.pods().inNamespace(NAMESPACE).list(new ListOptionsBuilder().withLimit(2L).build());
    String token = first.getMetadata().getContinue();
    PodList second = page(token);
    PodList third = page(second.getMetadata().getContinue());

    assertThat(first.getMetadata().getRemainingItemCount()).isEqualTo(3);
    assertThat(names(second)).containsExactly("p2", "p3");
    assertThat(names(third)).containsExactly("p4");
    assertThat(third.getMetadata().getContinue()).isNullOrEmpty();

    cluster.objects().compact();
    assertThatExceptionOfType(KubernetesClientException.class)
        .isThrownBy(() -> page(token))
        .satisfies(e -> assertThat(e.getCode()).isEqualTo(410));
  }

  @Test
  void servesLogs() {
    create("a", "app", "web", "Running");
    cluster.logs().append(NAMESPACE, "a", "main", "one", "two", "three");

    assertThat(client.pods().inNamespace(NAMESPACE).withName("a").tailingLines(2).getLog())
        .isEqualTo("two\nthree\n");
    assertThatExceptionOfType(KubernetesClientException.class)
        .isThrownBy(() -> client.pods().inNamespace(NAMESPACE).withName("a").terminated().getLog())
        .withMessageContaining("previous terminated container \"main\" in pod \"a\" not found");
  }

  @Test
  void refusesEvictionsThatADisruptionBudgetForbids() {
    create("a", "app", "web", "Running");
    cluster.refuseEviction(NAMESPACE, "a");

    assertThat(client.pods().inNamespace(NAMESPACE).withName("a").evict()).isFalse();
    assertThat(cluster.received("POST", "/eviction")).hasSize(1);
  }

  private PodList labels(String selector) {
    return client.pods().inNamespace(NAMESPACE).withLabelSelector(selector).list();
  }

  private PodList page(String token) {
    return client
        .pods()
        .inNamespace(NAMESPACE)
        .list(new ListOptionsBuilder().withLimit(2L).withContinue(token).build());
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
}
