package dev.signalbox.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.sandbox.kubernetes.ObjectJson;
import dev.signalbox.testing.RequiresCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Every kustomization builds, and its objects are valid, restricted and consistent. */
@RequiresCommand(value = "kubectl", debianPackage = "kubernetes-client")
class KubernetesOverlayTests {

  private static final Set<String> CLUSTER_SCOPED = Set.of("ClusterRole", "ClusterRoleBinding");
  private static final Set<String> RESTRICTED_VOLUMES =
      Set.of(
          "configMap", "downwardAPI", "emptyDir", "persistentVolumeClaim", "projected", "secret");

  private static final Map<Path, List<ObjectNode>> BUILT = new ConcurrentHashMap<>();

  static Stream<Path> folders() {
    return Kustomization.folders();
  }

  static Stream<Path> overlays() {
    return folders().filter(folder -> folder.startsWith(Kustomization.ROOT.resolve("overlays")));
  }

  @ParameterizedTest
  @MethodSource("folders")
  void conformsToTheSchemas(Path folder) {
    assertThat(built(folder)).isNotEmpty();
    assertThat(built(folder).stream().flatMap(object -> ManifestSchema.violation(object).stream()))
        .isEmpty();
  }

  @ParameterizedTest
  @MethodSource("folders")
  void namesTheNamespaceOfEachObject(Path folder) {
    assertThat(built(folder))
        .filteredOn(object -> !CLUSTER_SCOPED.contains(object.path("kind").asString()))
        .allSatisfy(object -> assertThat(ObjectJson.namespace(object)).isNotEmpty());
  }

  @ParameterizedTest
  @MethodSource("folders")
  void containsNoSecret(Path folder) {
    assertThat(built(folder)).noneMatch(object -> object.path("kind").asString().equals("Secret"));
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void meetsTheRestrictedPodSecurityStandard(Path overlay) {
    assertThat(workloads(overlay)).isNotEmpty();
    for (JsonNode workload : workloads(overlay)) {
      JsonNode template = workload.at("/spec/template");
      JsonNode pod = template.path("spec");
      assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean(false)).isTrue();
      assertThat(pod.at("/securityContext/runAsUser").asInt(0)).isPositive();
      assertThat(
              pod.at("/securityContext/seccompProfile/type").asString("")
                  + template
                      .at("/metadata/annotations")
                      .path("seccomp.security.alpha.kubernetes.io/pod")
                      .asString(""))
          .isIn("RuntimeDefault", "runtime/default");
      assertThat(pod.path("hostNetwork").isMissingNode()).isTrue();
      assertThat(pod.path("volumes").valueStream().flatMap(KubernetesOverlayTests::volumeTypes))
          .isSubsetOf(RESTRICTED_VOLUMES);
      for (JsonNode container : pod.path("containers")) {
        JsonNode security = container.path("securityContext");
        assertThat(security.path("allowPrivilegeEscalation").asBoolean(true)).isFalse();
        assertThat(security.path("readOnlyRootFilesystem").asBoolean(false)).isTrue();
        assertThat(security.at("/capabilities/drop"))
            .extracting(JsonNode::asString)
            .contains("ALL");
        assertThat(security.path("privileged").isMissingNode()).isTrue();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void setsImageTagsAndResources(Path overlay) {
    for (JsonNode container : containers(overlay)) {
      assertThat(container.path("image").asString("")).matches(".*[^/]:[0-9][0-9.]*");
      assertThat(container.at("/resources/requests/cpu").isString()).isTrue();
      assertThat(container.at("/resources/requests/memory").isString()).isTrue();
      assertThat(container.at("/resources/limits/memory").isString()).isTrue();
    }
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void probesTheManagementPort(Path overlay) throws IOException {
    List<String> properties =
        Files.readAllLines(Path.of("src", "main", "resources", "application.properties"));
    JsonNode container =
        containers(overlay).stream()
            .filter(one -> one.path("name").asString().equals("signalbox"))
            .findFirst()
            .orElseThrow();

    assertThat(properties).contains("management.server.port=" + port(container, "management"));
    assertThat(container.at("/readinessProbe/httpGet/path").asString())
        .isEqualTo("/actuator/health/readiness");
    assertThat(container.at("/livenessProbe/httpGet/path").asString())
        .isEqualTo("/actuator/health/liveness");
    for (String probe : List.of("readinessProbe", "livenessProbe")) {
      assertThat(container.path(probe).at("/httpGet/port").asString()).isEqualTo("management");
    }
    assertThat(
            container.has("startupProbe")
                || container.at("/livenessProbe/initialDelaySeconds").asInt(0) > 60)
        .isTrue();
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void refersToObjectsThatExist(Path overlay) {
    Set<String> names =
        built(overlay).stream().map(Kustomization::reference).collect(Collectors.toSet());
    List<String> references = new ArrayList<>();
    for (JsonNode workload : workloads(overlay)) {
      JsonNode pod = workload.at("/spec/template/spec");
      if (pod.has("serviceAccountName")) {
        references.add("ServiceAccount/" + pod.path("serviceAccountName").asString());
      }
      if (workload.at("/spec").has("serviceName")) {
        references.add("Service/" + workload.at("/spec/serviceName").asString());
      }
      pod.path("containers")
          .valueStream()
          .flatMap(container -> container.path("envFrom").valueStream())
          .filter(source -> source.has("configMapRef"))
          .forEach(
              source -> references.add("ConfigMap/" + source.at("/configMapRef/name").asString()));
    }

    assertThat(references).isNotEmpty();
    assertThat(names).containsAll(references);
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void selectsPodsThatExist(Path overlay) {
    List<JsonNode> templates =
        workloads(overlay).stream().map(one -> one.at("/spec/template")).toList();

    for (ObjectNode object : built(overlay)) {
      JsonNode labels =
          switch (object.path("kind").asString()) {
            case "Service" -> object.at("/spec/selector");
            case "Deployment", "StatefulSet", "PodDisruptionBudget" ->
                object.at("/spec/selector/matchLabels");
            case "NetworkPolicy" -> object.at("/spec/podSelector/matchLabels");
            default -> object.path("none");
          };
      if (!labels.isMissingNode()) {
        assertThat(templates)
            .as(Kustomization.reference(object))
            .anyMatch(template -> hasAll(template.at("/metadata/labels"), labels));
      }
    }
  }

  @Test
  void usesNoFieldOrVersionThatKubernetes116To120DoNotHave() {
    Path overlay = Kustomization.ROOT.resolve(Path.of("overlays", "kubernetes-1.16"));

    assertThat(built(overlay))
        .extracting(
            object -> object.path("apiVersion").asString() + " " + object.path("kind").asString())
        .contains("policy/v1beta1 PodDisruptionBudget", "networking.k8s.io/v1beta1 Ingress")
        .doesNotContain("policy/v1 PodDisruptionBudget", "networking.k8s.io/v1 Ingress");
    assertThat(new Kustomization(overlay).text())
        .doesNotContain("seccompProfile", "ingressClassName", "pathType", "startupProbe");
  }

  @Test
  void usesNoVersionThatCurrentKubernetesDoesNotHave() {
    assertThat(overlays().filter(overlay -> !overlay.endsWith("kubernetes-1.16")))
        .hasSize(2)
        .allSatisfy(
            overlay ->
                assertThat(built(overlay))
                    .extracting(object -> object.path("apiVersion").asString())
                    .noneMatch(version -> version.contains("beta")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"horizontal-pod-autoscaler.yaml", "forward-auth.yaml"})
  void optionalManifestsAreValidButNotPartOfTheOverlay(String name) {
    Path overlay = Kustomization.ROOT.resolve(Path.of("overlays", "production"));
    List<ObjectNode> optional = Kustomization.read(overlay.resolve(name));

    assertThat(optional.stream().flatMap(object -> ManifestSchema.violation(object).stream()))
        .isEmpty();
    assertThat(built(overlay))
        .extracting(Kustomization::reference)
        .doesNotContainAnyElementsOf(optional.stream().map(Kustomization::reference).toList());
  }

  private static List<ObjectNode> built(Path folder) {
    return BUILT.computeIfAbsent(folder, one -> new Kustomization(one).build());
  }

  private static List<ObjectNode> workloads(Path overlay) {
    return built(overlay).stream()
        .filter(object -> object.at("/spec/template/spec").isObject())
        .toList();
  }

  private static List<JsonNode> containers(Path overlay) {
    return workloads(overlay).stream()
        .flatMap(workload -> workload.at("/spec/template/spec/containers").valueStream())
        .toList();
  }

  private static Stream<String> volumeTypes(JsonNode volume) {
    return volume.propertyStream().map(Map.Entry::getKey).filter(Predicate.not("name"::equals));
  }

  private static int port(JsonNode container, String name) {
    return container
        .path("ports")
        .valueStream()
        .filter(port -> port.path("name").asString().equals(name))
        .findFirst()
        .orElseThrow()
        .path("containerPort")
        .asInt();
  }

  private static boolean hasAll(JsonNode labels, JsonNode expected) {
    return expected
        .propertyStream()
        .allMatch(label -> label.getValue().equals(labels.path(label.getKey())));
  }
}
