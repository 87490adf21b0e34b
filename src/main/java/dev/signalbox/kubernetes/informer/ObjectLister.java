package dev.signalbox.kubernetes.informer;

import dev.signalbox.kubernetes.client.KubernetesCalls;
import dev.signalbox.kubernetes.client.KubernetesObjects;
import dev.signalbox.kubernetes.client.KubernetesRequest;
import dev.signalbox.kubernetes.informer.ResourceStore.Entry;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.api.model.ListOptions;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.MixedOperation;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/** Reads objects and stores their mapped values; the objects themselves are not kept. */
final class ObjectLister<R extends HasMetadata, T> {

  private static final Logger log = LoggerFactory.getLogger(ObjectLister.class);

  /** As in the client. Creating one takes long, because it looks for all model classes. */
  private static final KubernetesSerialization JSON = new KubernetesSerialization();

  private final CacheDefinition<R, T> definition;
  private final KubernetesCalls calls;
  private final ResourceStore<T> store;
  private final KubernetesRequest request;

  ObjectLister(CacheDefinition<R, T> definition, KubernetesCalls calls, ResourceStore<T> store) {
    this.definition = definition;
    this.calls = calls;
    this.store = store;
    this.request =
        KubernetesRequest.list(
            "list " + definition.kind().qualifiedName(), definition.kind(), definition.namespace());
  }

  /** Lists all objects in pages and replaces those of the store; returns the list's version. */
  String list() {
    Map<String, Entry<T>> listed = new HashMap<>();
    @Nullable String next = null;
    while (true) {
      KubernetesResourceList<R> page = page(next);
      for (R object : page.getItems()) {
        add(object, listed);
      }
      next = page.getMetadata().getContinue();
      if (next == null || next.isEmpty()) {
        store.replace(listed);
        return Objects.requireNonNullElse(page.getMetadata().getResourceVersion(), "");
      }
    }
  }

  private KubernetesResourceList<R> page(@Nullable String next) {
    ListOptions options =
        new ListOptionsBuilder()
            .withLimit((long) definition.pageSize())
            .withContinue(next)
            .withLabelSelector(definition.labelSelector())
            .withFieldSelector(definition.fieldSelector())
            .build();
    return calls.read(request, client -> list(client, options));
  }

  private KubernetesResourceList<R> list(KubernetesClient client, ListOptions options) {
    MixedOperation<R, ? extends KubernetesResourceList<R>, ?> operation = operation(client);
    @Nullable String namespace = definition.namespace();
    return namespace == null
        ? operation.list(options)
        : operation.inNamespace(namespace).list(options);
  }

  @SuppressWarnings("unchecked")
  private MixedOperation<R, ? extends KubernetesResourceList<R>, ?> operation(
      KubernetesClient client) {
    return definition.type() == (Class<?>) GenericKubernetesResource.class
        ? (MixedOperation<R, ? extends KubernetesResourceList<R>, ?>)
            (MixedOperation<?, ?, ?>)
                client.genericKubernetesResources(KubernetesObjects.context(definition.kind()))
        : client.resources(definition.type());
  }

  /** Stores an object of a watch event; returns its version. */
  String put(JsonNode object) {
    R parsed = JSON.convertValue(object, definition.type());
    Map<String, Entry<T>> mapped = new HashMap<>();
    add(parsed, mapped);
    mapped.forEach(store::put);
    return parsed.getMetadata().getResourceVersion();
  }

  /** Removes an object of a watch event; returns the version of the deletion. */
  String remove(JsonNode object) {
    store.remove(object.path("metadata").path("name").asString(""));
    return versionOf(object);
  }

  String versionOf(JsonNode object) {
    return object.path("metadata").path("resourceVersion").asString("");
  }

  private void add(R object, Map<String, Entry<T>> target) {
    String name = object.getMetadata().getName();
    String version = Objects.requireNonNullElse(object.getMetadata().getResourceVersion(), "");
    @Nullable Entry<T> known = store.find(name, version);
    if (known != null) {
      target.put(name, known);
      return;
    }
    try {
      String uid = Objects.requireNonNullElse(object.getMetadata().getUid(), name);
      target.put(name, new Entry<>(uid, version, definition.mapper().apply(object)));
    } catch (RuntimeException e) {
      log.warn("Skipped {} {}", definition.kind().qualifiedName(), name, e);
    }
  }
}
