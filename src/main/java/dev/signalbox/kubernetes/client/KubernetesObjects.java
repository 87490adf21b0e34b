package dev.signalbox.kubernetes.client;

import dev.signalbox.kubernetes.ResourceKind;
import dev.signalbox.remote.RemoteSystemException.NotFound;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.FieldValidateable;
import io.fabric8.kubernetes.client.dsl.NonNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.utils.KubernetesResourceUtil;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads and creates objects in namespaces as JSON, for adapters that need no types of the client
 * library. Fails as {@link KubernetesCalls} does.
 */
@Component
public class KubernetesObjects {

  private final KubernetesCalls calls;
  private final JsonMapper json;

  KubernetesObjects(KubernetesCalls calls, JsonMapper json) {
    this.calls = calls;
    this.json = json;
  }

  /** Reads an object; empty if it does not exist. */
  public Optional<JsonNode> get(KubernetesRequest request) {
    String name = Objects.requireNonNull(request.name());
    if (!KubernetesResourceUtil.isValidSubdomainName(name)) {
      // no object can have this name, and the path of the request may be invalid
      return Optional.empty();
    }
    try {
      @Nullable String found =
          calls.<@Nullable String>read(
              request,
              client -> {
                @Nullable GenericKubernetesResource object =
                    objects(client, request).withName(name).get();
                return object == null ? null : asJson(client, object);
              });
      return Optional.ofNullable(found).map(json::readTree);
    } catch (NotFound e) {
      return Optional.empty();
    }
  }

  /**
   * Lists the objects of a kind in a namespace, or in all of them.
   *
   * @param labels labels that they have; none for all objects
   */
  public List<JsonNode> list(KubernetesRequest request, Map<String, String> labels) {
    String found =
        calls.read(
            request,
            client ->
                client
                    .getKubernetesSerialization()
                    .asJson(
                        (KubernetesRequest.ALL_NAMESPACES.equals(request.namespace())
                                ? client
                                    .genericKubernetesResources(context(request.kind()))
                                    .inAnyNamespace()
                                : objects(client, request))
                            .withLabels(labels)
                            .list()
                            .getItems()));
    return json.readTree(found).valueStream().toList();
  }

  /** Creates an object with strict field validation and returns it. Sent exactly once. */
  public JsonNode create(KubernetesRequest request, JsonNode object) {
    String text = json.writeValueAsString(object);
    String created =
        calls.write(
            request,
            client ->
                asJson(
                    client,
                    objects(client, request)
                        .resource(
                            client
                                .getKubernetesSerialization()
                                .unmarshal(text, GenericKubernetesResource.class))
                        .fieldValidation(FieldValidateable.Validation.STRICT)
                        .create()));
    return json.readTree(created);
  }

  private static NonNamespaceOperation<
          GenericKubernetesResource,
          GenericKubernetesResourceList,
          Resource<GenericKubernetesResource>>
      objects(KubernetesClient client, KubernetesRequest request) {
    return client
        .genericKubernetesResources(context(request.kind()))
        .inNamespace(request.namespace());
  }

  /** Returns a kind as fabric8 needs it for objects without a class of their own. */
  public static ResourceDefinitionContext context(ResourceKind kind) {
    return new ResourceDefinitionContext.Builder()
        .withGroup(kind.group())
        .withVersion(kind.version())
        .withKind(kind.kind())
        .withPlural(kind.plural())
        .withNamespaced(kind.namespaced())
        .build();
  }

  private static String asJson(KubernetesClient client, GenericKubernetesResource object) {
    return client.getKubernetesSerialization().asJson(object);
  }
}
