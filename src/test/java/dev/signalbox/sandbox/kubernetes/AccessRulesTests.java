package dev.signalbox.sandbox.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.signalbox.sandbox.github.AdjustableClock;
import io.fabric8.kubernetes.api.model.authorization.v1.ResourceRule;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReviewBuilder;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectRulesReviewBuilder;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectRulesReviewStatus;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Access rules, as requests and reviews show them. */
@Tag("integration")
class AccessRulesTests {

  private final FakeCluster cluster = FakeCluster.start(0, new AdjustableClock());
  private final KubernetesClient client = cluster.client();

  @AfterEach
  void stop() {
    client.close();
    cluster.close();
  }

  @Test
  void namesVerbResourceAndNamespaceInRefusals() {
    cluster.access().deny("list", "secrets", "velero");

    assertThatExceptionOfType(KubernetesClientException.class)
        .isThrownBy(() -> client.secrets().inNamespace("velero").list())
        .satisfies(e -> assertThat(e.getCode()).isEqualTo(403))
        .withMessageContaining("cannot list resource \"secrets\"")
        .withMessageContaining("in the namespace \"velero\"");
    assertThat(client.secrets().inNamespace("other").list().getItems()).isEmpty();
  }

  @Test
  void allowsOnlyWhatTheRolesOfAManifestGrant(@TempDir Path folder) throws IOException {
    AccessRules rules = new AccessRules();
    rules.limitTo(
        Files.writeString(
            folder.resolve("rbac.yaml"),
            """
            kind: Role
            metadata: {name: a, namespace: velero}
            rules:
            - {apiGroups: [velero.io], resources: [backups], verbs: [get, list]}
            - {apiGroups: [""], resources: [pods/log], verbs: [get]}
            ---
            kind: ClusterRole
            metadata: {name: b}
            rules:
            - {apiGroups: [""], resources: [nodes], verbs: [list]}
            """));
    rules.reset();

    assertThat(rules.verbs("backups.velero.io", "velero")).containsExactly("get", "list");
    assertThat(rules.allows("get", "backups.velero.io", "other", "")).isFalse();
    assertThat(rules.allows("get", "pods/log", "velero", "")).isTrue();
    assertThat(rules.allows("get", "pods", "velero", "")).isFalse();
    assertThat(rules.allows("list", "nodes", "", "")).isTrue();
    assertThat(rules.allows("create", "selfsubjectrulesreviews.authorization.k8s.io", "", ""))
        .isTrue();
  }

  @Test
  void grantsOnlyTheNamedObjectsOfARule(@TempDir Path folder) throws IOException {
    cluster.access().limitTo(namedRules(folder));
    for (String name : List.of("policy", "other")) {
      cluster.objects().create(ObjectJson.object("v1", "ConfigMap", "velero", name));
    }

    assertThat(client.configMaps().inNamespace("velero").withName("policy").get()).isNotNull();
    assertThatExceptionOfType(KubernetesClientException.class)
        .isThrownBy(() -> client.configMaps().inNamespace("velero").withName("other").get());
    assertThatExceptionOfType(KubernetesClientException.class)
        .isThrownBy(() -> client.configMaps().inNamespace("velero").list());
    assertThat(
            client
                .configMaps()
                .inNamespace("velero")
                .withField("metadata.name", "policy")
                .list()
                .getItems())
        .hasSize(1);
    assertThat(rules().getResourceRules())
        .filteredOn(rule -> rule.getResources().contains("configmaps"))
        .isNotEmpty()
        .allMatch(rule -> rule.getResourceNames().equals(List.of("policy")));
  }

  @Test
  void recordsWhichRulesAreUsedAndWhichAreMissing(@TempDir Path folder) throws IOException {
    cluster.access().limitTo(namedRules(folder));
    Path records = folder.resolve("records");
    cluster.access().recordUse(new AccessRecorder(records.resolve("1")));
    cluster.access().deny("list", "configmaps");

    client.configMaps().inNamespace("velero").withName("policy").get();
    assertThatExceptionOfType(KubernetesClientException.class)
        .isThrownBy(() -> client.pods().inNamespace("velero").list());
    assertThatExceptionOfType(KubernetesClientException.class)
        .isThrownBy(
            () ->
                client
                    .configMaps()
                    .inNamespace("velero")
                    .withField("metadata.name", "policy")
                    .list());

    // what a test denies is not missing in the Roles
    assertThat(AccessRecorder.readAll(records).used())
        .containsExactlyInAnyOrder(
            new AccessRule("get", "configmaps", "velero", "policy"),
            new AccessRule("list", "configmaps", "velero", "policy"));
    assertThat(AccessRecorder.readAll(records).missing())
        .containsExactly(new AccessRule("list", "pods", "velero", ""));
  }

  private static Path namedRules(Path folder) throws IOException {
    return Files.writeString(
        folder.resolve("rbac.yaml"),
        """
        kind: Role
        metadata: {name: a, namespace: velero}
        rules:
        - {apiGroups: [""], resources: [configmaps], resourceNames: [policy], verbs: [get, list]}
        """);
  }

  @Test
  void answersAccessReviews() {
    cluster.access().deny("patch", "deployments.apps/scale");

    assertThat(isAllowed("patch", "apps", "deployments", "scale")).isFalse();
    assertThat(isAllowed("patch", "apps", "deployments", "")).isTrue();
  }

  @Test
  void answersRulesReviews() {
    cluster.access().deny("delete", "pods");
    cluster.access().deny("*", "secrets");

    SubjectRulesReviewStatus status = rules();

    assertThat(status.getIncomplete()).isFalse();
    assertThat(status.getResourceRules())
        .filteredOn(rule -> rule.getResources().contains("pods"))
        .singleElement()
        .extracting(ResourceRule::getVerbs)
        .asInstanceOf(InstanceOfAssertFactories.LIST)
        .contains("get", "list")
        .doesNotContain("delete");
    assertThat(status.getResourceRules())
        .noneMatch(rule -> rule.getResources().contains("secrets"));

    cluster.access().setRulesReviewIncomplete(true);
    assertThat(rules().getIncomplete()).isTrue();
    assertThat(rules().getResourceRules()).isEmpty();
  }

  private SubjectRulesReviewStatus rules() {
    return client
        .authorization()
        .v1()
        .selfSubjectRulesReview()
        .create(
            new SelfSubjectRulesReviewBuilder()
                .withNewSpec()
                .withNamespace("velero")
                .endSpec()
                .build())
        .getStatus();
  }

  private boolean isAllowed(String verb, String group, String resource, String subresource) {
    return client
        .authorization()
        .v1()
        .selfSubjectAccessReview()
        .create(
            new SelfSubjectAccessReviewBuilder()
                .withNewSpec()
                .withNewResourceAttributes()
                .withVerb(verb)
                .withGroup(group)
                .withResource(resource)
                .withSubresource(subresource)
                .withNamespace("circleci-server")
                .endResourceAttributes()
                .endSpec()
                .build())
        .getStatus()
        .getAllowed();
  }
}
