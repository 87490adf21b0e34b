package dev.signalbox.velero.client;

import dev.signalbox.kubernetes.ClusterConnection;
import dev.signalbox.kubernetes.ResourceKind;
import dev.signalbox.kubernetes.client.KubernetesCalls;
import dev.signalbox.kubernetes.client.KubernetesRequest;
import dev.signalbox.remote.RemoteSystemException.NotFound;
import dev.signalbox.velero.VeleroNames;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.MixedOperation;
import io.fabric8.kubernetes.client.dsl.NonNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads, creates and deletes single resources in the namespace of Velero, and finds others. */
@Component
class KubernetesResources {

  private final KubernetesCalls calls;
  private final ClusterConnection cluster;

  KubernetesResources(KubernetesCalls calls, ClusterConnection cluster) {
    this.calls = calls;
    this.cluster = cluster;
  }

  /** Reads an object and converts it; empty if it doesn't exist. */
  <T> Optional<T> read(
      ResourceKind kind,
      String name,
      Duration limit,
      BiFunction<KubernetesClient, GenericKubernetesResource, T> conversion) {
    if (!VeleroNames.isValid(name)) {
      // no object can have this name, and the path of the request may be invalid
      return Optional.empty();
    }
    KubernetesRequest request =
        KubernetesRequest.of(
                "read " + kind.qualifiedName() + " " + name,
                "get",
                kind,
                cluster.veleroNamespace(),
                name)
            .within(limit);
    try {
      @Nullable T found =
          calls.<@Nullable T>read(
              request,
              client -> {
                @Nullable GenericKubernetesResource object = in(client, kind).withName(name).get();
                return object == null ? null : conversion.apply(client, object);
              });
      return Optional.ofNullable(found);
    } catch (NotFound e) {
      return Optional.empty();
    }
  }

  /**
   * Returns the namespaces that contain an object of a kind that is read from the whole cluster.
   */
  Set<String> namespaces(ResourceKind kind) {
    KubernetesRequest request =
        KubernetesRequest.list(
                "list " + kind.qualifiedName() + " of all namespaces", kind, /* namespace= */ null)
            .within(KubernetesRequest.DEFAULT_LIMIT);
    return calls.read(
        request,
        client ->
            of(client, kind).list().getItems().stream()
                .map(object -> object.getMetadata().getNamespace())
                .collect(Collectors.toUnmodifiableSet()));
  }

  /** Creates an object with a generated name and returns the name. */
  String create(ResourceKind kind, String generateName, Map<String, Object> spec) {
    GenericKubernetesResource object = new GenericKubernetesResource();
    object.setApiVersion(kind.apiVersion());
    object.setKind(kind.kind());
    ObjectMeta metadata = new ObjectMeta();
    metadata.setGenerateName(generateName);
    metadata.setNamespace(cluster.veleroNamespace());
    object.setMetadata(metadata);
    object.setAdditionalProperty("spec", spec);
    return calls.write(
        KubernetesRequest.create("create " + kind.qualifiedName(), kind, cluster.veleroNamespace()),
        client -> in(client, kind).resource(object).create().getMetadata().getName());
  }

  /** Deletes an object; one that doesn't exist is ignored. */
  void delete(ResourceKind kind, String name) {
    try {
      calls.delete(
          KubernetesRequest.of(
              "delete " + kind.qualifiedName() + " " + name,
              "delete",
              kind,
              cluster.veleroNamespace(),
              name),
          KubernetesCalls.DeletionPolicy.BACKGROUND,
          KubernetesCalls.Preconditions.NONE);
    } catch (NotFound e) {
      // deleted by Velero in the meantime
    }
  }

  private NonNamespaceOperation<
          GenericKubernetesResource,
          GenericKubernetesResourceList,
          Resource<GenericKubernetesResource>>
      in(KubernetesClient client, ResourceKind kind) {
    return of(client, kind).inNamespace(cluster.veleroNamespace());
  }

  private static MixedOperation<
          GenericKubernetesResource,
          GenericKubernetesResourceList,
          Resource<GenericKubernetesResource>>
      of(KubernetesClient client, ResourceKind kind) {
    return client.genericKubernetesResources(
        new ResourceDefinitionContext.Builder()
            .withGroup(kind.group())
            .withVersion(kind.version())
            .withPlural(kind.plural())
            .withKind(kind.kind())
            .withNamespaced(kind.namespaced())
            .build());
  }
}
