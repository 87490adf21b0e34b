package dev.signalbox.kubernetes;

import static org.awaitility.Awaitility.await;

import dev.signalbox.sandbox.kubernetes.CustomResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReviewBuilder;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.PolicyRuleBuilder;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/**
 * Runs against the API server of KUBECONFIG, whose user must be an administrator. Creates a
 * namespace with a service account of its own, and Velero's CRDs if they are absent; removes both.
 */
@EnabledIfEnvironmentVariable(named = "KUBECONFIG", matches = ".+")
@Tag("integration")
class RealKubernetesApiTests extends KubernetesApiTestCases {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String USER = "signalbox";
  private static final List<String> VERBS =
      List.of("get", "list", "watch", "create", "update", "patch", "delete");

  private final String namespace =
      "signalbox-contract-" + UUID.randomUUID().toString().substring(0, 8);
  private final KubernetesClient admin = connectAsAdmin();
  private final Set<String> installed = new HashSet<>();
  private final Set<List<String>> denied = new HashSet<>();
  private @Nullable KubernetesClient user;

  KubernetesClient connectAsAdmin() {
    return new KubernetesClientBuilder().build();
  }

  @Override
  KubernetesClient admin() {
    return admin;
  }

  @Override
  String namespace() {
    return namespace;
  }

  @Override
  Path prepare(Path file) {
    admin
        .resource(
            new NamespaceBuilder().withNewMetadata().withName(namespace).endMetadata().build())
        .create();
    admin
        .resource(
            new ServiceAccountBuilder()
                .withNewMetadata()
                .withNamespace(namespace)
                .withName(USER)
                .endMetadata()
                .build())
        .create();
    admin.resource(role()).create();
    admin
        .resource(
            new RoleBindingBuilder()
                .withNewMetadata()
                .withNamespace(namespace)
                .withName(USER)
                .endMetadata()
                .withNewRoleRef("rbac.authorization.k8s.io", "Role", USER)
                .addNewSubject("", "ServiceAccount", USER, namespace)
                .build())
        .create();
    Path kubeconfig = writeKubeconfig(file);
    user =
        new KubernetesClientBuilder()
            .withConfig(Config.fromKubeconfig(kubeconfig.toFile()))
            .build();
    awaitAccess("create", "velero.io", "backups", true);
    return kubeconfig;
  }

  private Path writeKubeconfig(Path file) {
    String token =
        admin
            .serviceAccounts()
            .inNamespace(namespace)
            .withName(USER)
            .tokenRequest(
                new TokenRequestBuilder()
                    .withNewSpec()
                    .withExpirationSeconds(3600L)
                    .endSpec()
                    .build())
            .getStatus()
            .getToken();
    try {
      return Files.writeString(
          file,
          """
          apiVersion: v1
          kind: Config
          current-context: contract
          clusters:
          - name: contract
            cluster:
              server: %s
              %s
          contexts:
          - name: contract
            context: {cluster: contract, user: contract}
          users:
          - name: contract
            user:
              token: %s
          """
              .formatted(admin.getMasterUrl(), authority(), token));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String authority() throws IOException {
    Config config = admin.getConfiguration();
    if (config.getCaCertData() != null) {
      return "certificate-authority-data: " + config.getCaCertData();
    }
    return config.getCaCertFile() == null
        ? "insecure-skip-tls-verify: " + config.isTrustCerts()
        : "certificate-authority-data: "
            + Base64.getEncoder()
                .encodeToString(Files.readAllBytes(Path.of(config.getCaCertFile())));
  }

  private Role role() {
    List<PolicyRule> rules = new ArrayList<>();
    for (CustomResource one : ContractResources.definitions()) {
      rules.add(rule("velero.io", one.plural()));
    }
    rules.add(rule("apps", "deployments"));
    return new RoleBuilder()
        .withNewMetadata()
        .withNamespace(namespace)
        .withName(USER)
        .endMetadata()
        .withRules(rules)
        .build();
  }

  private PolicyRule rule(String group, String resource) {
    return new PolicyRuleBuilder()
        .withApiGroups(group)
        .withResources(resource)
        .withVerbs(
            VERBS.stream().filter(verb -> !denied.contains(List.of(verb, resource))).toList())
        .build();
  }

  @Override
  void installDefinitions() {
    for (CustomResource one : ContractResources.definitions()) {
      var definitions = admin.apiextensions().v1().customResourceDefinitions();
      if (definitions.withName(one.name()).get() == null) {
        admin.resource(one.definition().toString()).create();
        installed.add(one.name());
      }
      await()
          .atMost(PATIENCE)
          .until(
              () ->
                  definitions.withName(one.name()).get().getStatus().getConditions().stream()
                      .anyMatch(
                          condition ->
                              condition.getType().equals("Established")
                                  && condition.getStatus().equals("True")));
    }
    // served a little after it is established
    await()
        .atMost(PATIENCE)
        .until(
            () -> ContractResources.definitions().stream().allMatch(one -> isServed(one.plural())));
  }

  private boolean isServed(String plural) {
    var resources = admin.getApiResources(ContractResources.GROUP_VERSION);
    return resources != null
        && resources.getResources().stream().anyMatch(one -> one.getName().equals(plural))
        && admin.raw("/apis/velero.io/v1/namespaces/" + namespace + "/" + plural) != null;
  }

  @Override
  boolean removeDefinition(String name) {
    return installed.contains(name) && remove(name);
  }

  private boolean remove(String definition) {
    var resource = admin.apiextensions().v1().customResourceDefinitions().withName(definition);
    resource.delete();
    await().atMost(PATIENCE).until(() -> resource.get() == null);
    installed.remove(definition);
    return true;
  }

  @Override
  void deny(String verb, ResourceKind kind) {
    if (kind.namespaced()) {
      denied.add(List.of(verb, kind.plural()));
      admin.resource(role()).update();
      awaitAccess(verb, kind.group(), kind.plural(), false);
    }
  }

  @Override
  void allowAll() {
    denied.clear();
    admin.resource(role()).update();
  }

  private void awaitAccess(String verb, String group, String resource, boolean allowed) {
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                Objects.requireNonNull(user)
                        .authorization()
                        .v1()
                        .selfSubjectAccessReview()
                        .create(
                            new SelfSubjectAccessReviewBuilder()
                                .withNewSpec()
                                .withNewResourceAttributes()
                                .withNamespace(namespace)
                                .withVerb(verb)
                                .withGroup(group)
                                .withResource(resource)
                                .endResourceAttributes()
                                .endSpec()
                                .build())
                        .getStatus()
                        .getAllowed()
                    == allowed);
  }

  @Override
  void forgetVersions() {
    // its cache of changes does not reach back to the first version
  }

  @Override
  void cleanUp() {
    for (CustomResource one : ContractResources.definitions()) {
      admin
          .genericKubernetesResources(one.apiVersion(), one.kind())
          .inNamespace(namespace)
          .list()
          .getItems()
          .forEach(this::remove);
    }
    admin.apps().deployments().inNamespace(namespace).delete();
    admin.rbac().roleBindings().inNamespace(namespace).delete();
    admin.rbac().roles().inNamespace(namespace).delete();
    admin.serviceAccounts().inNamespace(namespace).delete();
    List.copyOf(installed).forEach(this::remove);
    admin.namespaces().withName(namespace).delete();
    Objects.requireNonNull(user).close();
    admin.close();
  }

  private void remove(HasMetadata object) {
    if (!object.getFinalizers().isEmpty()) {
      // no garbage collector runs next to a bare API server
      object.getMetadata().setFinalizers(List.of());
      admin.resource(object).update();
    }
    admin.resource(object).delete();
  }
}
