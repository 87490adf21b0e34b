package dev.signalbox.artifacts.policy.configmap;

import dev.signalbox.artifacts.ArtifactsProperties;
import dev.signalbox.artifacts.policy.PolicyConfigMap;
import dev.signalbox.kubernetes.ClusterConnection;
import dev.signalbox.kubernetes.client.KubernetesCalls;
import dev.signalbox.kubernetes.client.KubernetesRequest;
import dev.signalbox.remote.Adapter;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Reads and writes the ConfigMap through the Kubernetes API. */
@Adapter
class KubernetesPolicyConfigMap implements PolicyConfigMap {

  /** Users wait for the request after a save. */
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  private final KubernetesCalls calls;
  private final String namespace;
  private final String name;
  private final JsonMapper json;

  KubernetesPolicyConfigMap(
      KubernetesCalls calls,
      ClusterConnection cluster,
      ArtifactsProperties settings,
      JsonMapper json) {
    this.calls = calls;
    this.namespace = cluster.installationNamespace();
    this.name = settings.configMap();
    this.json = json;
  }

  @Override
  public Optional<StoredConfigMap> find() {
    return Optional.ofNullable(
            calls.<@Nullable ConfigMap>read(
                request("read", "get"),
                client -> client.configMaps().inNamespace(namespace).withName(name).get()))
        .map(KubernetesPolicyConfigMap::stored);
  }

  @Override
  public void create(String content) {
    ConfigMap map =
        new ConfigMapBuilder()
            .withNewMetadata()
            .withNamespace(namespace)
            .withName(name)
            .addToLabels("app.kubernetes.io/managed-by", "signalbox")
            .endMetadata()
            .addToData(KEY, content)
            .build();
    calls.write(
        KubernetesRequest.create("create ConfigMap " + name, KIND, namespace).within(TIMEOUT),
        client -> client.configMaps().inNamespace(namespace).resource(map).create());
  }

  @Override
  public void replace(StoredConfigMap before, String content) {
    calls.mergePatch(
        request("change", "patch"),
        json.writeValueAsString(
            Map.of(
                "metadata",
                Map.of("resourceVersion", before.resourceVersion()),
                "data",
                Map.of(KEY, content))));
  }

  static StoredConfigMap stored(ConfigMap map) {
    Map<String, String> data = Objects.requireNonNullElse(map.getData(), Map.of());
    return new StoredConfigMap(
        Objects.requireNonNullElse(map.getMetadata().getResourceVersion(), ""),
        data.getOrDefault(KEY, ""));
  }

  private KubernetesRequest request(String attempt, String verb) {
    return KubernetesRequest.of(attempt + " ConfigMap " + name, verb, KIND, namespace, name)
        .within(TIMEOUT);
  }
}
