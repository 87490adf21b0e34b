package dev.signalbox.velero.client;

import dev.signalbox.kubernetes.ClusterConnection;
import dev.signalbox.kubernetes.ResourceKind;
import dev.signalbox.kubernetes.client.KubernetesCalls;
import dev.signalbox.kubernetes.client.KubernetesObjects;
import dev.signalbox.kubernetes.client.KubernetesRequest;
import dev.signalbox.remote.RemoteSystemException.NotFound;
import dev.signalbox.velero.VeleroNames;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Reads, creates and deletes single resources in the namespace of Velero, and finds others. */
@Component
class KubernetesResources {

  private final KubernetesCalls calls;
  private final KubernetesObjects objects;
  private final ClusterConnection cluster;

  KubernetesResources(KubernetesCalls calls, KubernetesObjects objects, ClusterConnection cluster) {
    this.calls = calls;
    this.objects = objects;
    this.cluster = cluster;
  }

  /** Reads an object; empty if it doesn't exist. */
  Optional<JsonNode> read(ResourceKind kind, String name) {
    return objects.get(on("read", "get", kind, name));
  }

  /** Reads an object as YAML, without managed fields; empty if it doesn't exist. */
  Optional<String> readYaml(ResourceKind kind, String name, Duration limit) {
    if (!VeleroNames.isValid(name)) {
      // no object can have this name, and the path of the request may be invalid
      return Optional.empty();
    }
    try {
      @Nullable String found =
          calls.<@Nullable String>read(
              on("read", "get", kind, name).within(limit),
              client -> {
                @Nullable GenericKubernetesResource object =
                    client
                        .genericKubernetesResources(KubernetesObjects.context(kind))
                        .inNamespace(cluster.veleroNamespace())
                        .withName(name)
                        .get();
                if (object == null) {
                  return null;
                }
                object.getMetadata().setManagedFields(null);
                return client.getKubernetesSerialization().asYaml(object);
              });
      return Optional.ofNullable(found);
    } catch (NotFound e) {
      return Optional.empty();
    }
  }

  /** Returns the namespaces of the whole cluster that contain an object of a kind. */
  Set<String> namespaces(ResourceKind kind) {
    KubernetesRequest request =
        KubernetesRequest.list(
                "list " + kind.qualifiedName() + " of all namespaces",
                kind,
                KubernetesRequest.ALL_NAMESPACES)
            .within(KubernetesRequest.DEFAULT_LIMIT);
    return objects.list(request, Map.of()).stream()
        .map(object -> object.at("/metadata/namespace").asString(""))
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Creates an object with a generated name and returns the name. */
  String create(ResourceKind kind, String generateName, Consumer<ObjectNode> spec) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    object.put("apiVersion", kind.apiVersion()).put("kind", kind.kind());
    object
        .putObject("metadata")
        .put("generateName", generateName)
        .put("namespace", cluster.veleroNamespace());
    spec.accept(object.putObject("spec"));
    return objects
        .create(
            KubernetesRequest.create(
                "create " + kind.qualifiedName(), kind, cluster.veleroNamespace()),
            object)
        .at("/metadata/name")
        .asString();
  }

  /** Deletes an object; one that doesn't exist is ignored. */
  void delete(ResourceKind kind, String name) {
    try {
      calls.delete(
          on("delete", "delete", kind, name),
          KubernetesCalls.DeletionPolicy.BACKGROUND,
          KubernetesCalls.Preconditions.NONE);
    } catch (NotFound e) {
      // deleted by Velero in the meantime
    }
  }

  private KubernetesRequest on(String attempt, String verb, ResourceKind kind, String name) {
    return KubernetesRequest.of(
        attempt + " " + kind.qualifiedName() + " " + name,
        verb,
        kind,
        cluster.veleroNamespace(),
        name);
  }
}
