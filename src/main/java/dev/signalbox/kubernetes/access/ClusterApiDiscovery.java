package dev.signalbox.kubernetes.access;

import dev.signalbox.kubernetes.ApiDiscovery;
import dev.signalbox.kubernetes.ApiDiscovery.Availability;
import dev.signalbox.kubernetes.ClusterConnection;
import dev.signalbox.kubernetes.ClusterConnection.NotConfigured;
import dev.signalbox.kubernetes.ResourceKind;
import dev.signalbox.kubernetes.client.KubernetesCalls;
import dev.signalbox.kubernetes.client.KubernetesRequest;
import dev.signalbox.remote.Observed;
import dev.signalbox.remote.RemoteSystemException.Denied;
import dev.signalbox.remote.RemoteSystemException.NotFound;
import io.fabric8.kubernetes.api.model.APIResource;
import io.fabric8.kubernetes.api.model.APIResourceList;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * Reads the discovery document of an API group, and schemas from the CRD or, if that is denied,
 * from the OpenAPI v3 document, which every service account may read (served since Kubernetes
 * 1.24).
 */
@Component
class ClusterApiDiscovery implements ApiDiscovery {

  private static final ResourceKind DISCOVERY =
      ResourceKind.clusterScoped("", "", "discovery", "APIResourceList");
  private static final ResourceKind CRDS =
      ResourceKind.clusterScoped(
          "apiextensions.k8s.io", "v1", "customresourcedefinitions", "CustomResourceDefinition");

  private final KubernetesCalls calls;
  private final ClusterConnection cluster;
  private final BackgroundValue.Reader reader;
  private final Clock clock;
  private final Map<String, BackgroundValue<Set<String>>> groups = new ConcurrentHashMap<>();
  private final Map<ResourceKind, BackgroundValue<KindSchema>> schemas = new ConcurrentHashMap<>();

  ClusterApiDiscovery(
      KubernetesCalls calls,
      ClusterConnection cluster,
      BackgroundValue.Reader reader,
      Clock clock) {
    this.calls = calls;
    this.cluster = cluster;
    this.reader = reader;
    this.clock = clock;
  }

  @Override
  public Observed<Set<String>> resources(String apiVersion) {
    return read(groups, apiVersion, () -> plurals(apiVersion));
  }

  @Override
  public Availability isServed(ResourceKind kind) {
    return switch (resources(kind.apiVersion())) {
      case Observed.Known<Set<String>> known ->
          known.value().contains(kind.plural()) ? Availability.AVAILABLE : Availability.UNAVAILABLE;
      case Observed.Unknown<Set<String>> unknown -> Availability.UNKNOWN;
    };
  }

  @Override
  public Availability hasField(ResourceKind kind, String path) {
    return switch (read(schemas, kind, () -> schema(kind))) {
      case Observed.Known<KindSchema> known -> known.value().has(path);
      case Observed.Unknown<KindSchema> unknown -> Availability.UNKNOWN;
    };
  }

  @Override
  public Optional<Outdated> outdated() {
    return reader.outdated();
  }

  /** Looks for the files of the configuration only until the value is known. */
  private <K, T> Observed<T> read(Map<K, BackgroundValue<T>> values, K key, Supplier<T> source) {
    @Nullable BackgroundValue<T> existing = values.get(key);
    if (existing == null || !existing.isKnown()) {
      Optional<NotConfigured> missing = cluster.notConfigured();
      if (missing.isPresent()) {
        return new Observed.Unknown<>(missing.get().response(), clock.instant());
      }
    }
    return values.computeIfAbsent(key, one -> new BackgroundValue<>(source, reader)).get();
  }

  private Set<String> plurals(String apiVersion) {
    KubernetesRequest request =
        KubernetesRequest.of(
            "read the resources of " + apiVersion, "get", DISCOVERY, null, apiVersion);
    @Nullable APIResourceList resources =
        calls.read(request, client -> client.getApiResources(apiVersion));
    // 404: the group is not served
    return resources == null
        ? Set.of()
        : resources.getResources().stream()
            .map(APIResource::getName)
            .filter(name -> !name.contains("/"))
            .collect(Collectors.toUnmodifiableSet());
  }

  private KindSchema schema(ResourceKind kind) {
    try {
      return KindSchema.ofDefinition(crd(kind), kind);
    } catch (NotFound e) {
      return KindSchema.NONE;
    } catch (Denied e) {
      return KindSchema.ofOpenApi(openApi(kind), kind);
    }
  }

  private JsonNode crd(ResourceKind kind) {
    return get(
        KubernetesRequest.of(
            "read the schema of " + kind.qualifiedName(), "get", CRDS, null, kind.qualifiedName()),
        "/apis/apiextensions.k8s.io/v1/customresourcedefinitions/" + kind.qualifiedName());
  }

  private JsonNode openApi(ResourceKind kind) {
    return get(
        KubernetesRequest.of(
            "read the OpenAPI document of " + kind.apiVersion(),
            "get",
            DISCOVERY,
            null,
            kind.apiVersion()),
        "/openapi/v3/apis/" + kind.apiVersion());
  }

  /** Returns a JSON document, or a missing node if it does not exist. */
  private JsonNode get(KubernetesRequest request, String path) {
    @Nullable JsonNode document =
        calls.read(
            request,
            client -> {
              @Nullable String json = client.raw(path);
              return json == null
                  ? null
                  : client.getKubernetesSerialization().unmarshal(json, JsonNode.class);
            });
    return document == null ? KindSchema.MISSING : document;
  }

  /**
   * The OpenAPI v3 schema of a kind.
   *
   * @param root its schema; missing if it could not be read
   */
  record KindSchema(JsonNode root) {

    static final JsonNode MISSING = MissingNode.getInstance();

    static final KindSchema NONE = new KindSchema(MISSING);

    /** Returns the schema of the version in a CRD. */
    static KindSchema ofDefinition(JsonNode definition, ResourceKind kind) {
      for (JsonNode version : definition.path("spec").path("versions")) {
        if (version.path("name").asString("").equals(kind.version())) {
          return new KindSchema(version.path("schema").path("openAPIV3Schema"));
        }
      }
      return NONE;
    }

    /** Returns the schema of the kind in the OpenAPI v3 document of its group. */
    static KindSchema ofOpenApi(JsonNode document, ResourceKind kind) {
      for (JsonNode schema : document.path("components").path("schemas")) {
        for (JsonNode name : schema.path("x-kubernetes-group-version-kind")) {
          if (name.path("kind").asString("").equals(kind.kind())) {
            return new KindSchema(schema);
          }
        }
      }
      return NONE;
    }

    /**
     * Returns whether there is a field at a path such as {@code spec.template.ttl}. A schema that
     * keeps unknown fields tells nothing about fields that it does not name.
     */
    Availability has(String path) {
      JsonNode schema = root;
      for (String name : path.split("\\.", -1)) {
        JsonNode properties = schema.path("properties");
        if (schema.path("x-kubernetes-preserve-unknown-fields").asBoolean(false)
            || properties.isMissingNode()) {
          return Availability.UNKNOWN;
        }
        schema = properties.path(name);
        if (schema.isMissingNode()) {
          return Availability.UNAVAILABLE;
        }
      }
      return Availability.AVAILABLE;
    }
  }
}
