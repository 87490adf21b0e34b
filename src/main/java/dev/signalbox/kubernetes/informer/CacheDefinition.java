package dev.signalbox.kubernetes.informer;

import dev.signalbox.kubernetes.ResourceKind;
import dev.signalbox.kubernetes.client.KubernetesWatches.Selectors;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Which objects a cache holds, and as what. Immutable.
 *
 * @param kind the kind of the objects
 * @param type the class that responses are parsed to; fields that it does not have are skipped
 * @param mapper maps an object to the value that is kept. The object itself, with its managed
 *     fields, is discarded, so the value must not refer to it. An object that the mapper rejects
 *     with a runtime exception is logged and skipped.
 * @param namespace the namespace, or null for a kind of the whole cluster
 * @param labelSelector a label selector such as {@code component=velero}, or null for all objects
 * @param fieldSelector a field selector such as {@code metadata.name=policy}, or null for all
 *     objects
 * @param indexes functions by name that return the index values of an object
 * @param topic the live-update topic of pages that show the objects, or null for none
 * @param pageSize the number of objects per list request
 */
public record CacheDefinition<R extends HasMetadata, T>(
    ResourceKind kind,
    Class<R> type,
    Function<? super R, ? extends T> mapper,
    @Nullable String namespace,
    @Nullable String labelSelector,
    @Nullable String fieldSelector,
    Map<String, Function<? super T, ? extends Collection<String>>> indexes,
    @Nullable String topic,
    int pageSize) {

  private static final int DEFAULT_PAGE_SIZE = 500;

  public CacheDefinition {
    indexes = Map.copyOf(indexes);
    if (type != (Class<?>) GenericKubernetesResource.class
        && !kind.qualifiedName().equals(HasMetadata.getFullResourceName(type))) {
      throw new IllegalArgumentException(
          type.getName() + " is annotated as another kind than " + kind.qualifiedName());
    }
  }

  /** Objects parsed to a typed class, which needs less memory and time than a generic one. */
  public static <R extends HasMetadata, T> CacheDefinition<R, T> of(
      ResourceKind kind, Class<R> type, Function<? super R, ? extends T> mapper) {
    return new CacheDefinition<>(
        kind, type, mapper, null, null, null, Map.of(), null, DEFAULT_PAGE_SIZE);
  }

  /** Objects parsed to a map. For kinds with few objects. */
  public static <T> CacheDefinition<GenericKubernetesResource, T> generic(
      ResourceKind kind, Function<? super GenericKubernetesResource, ? extends T> mapper) {
    return of(kind, GenericKubernetesResource.class, mapper);
  }

  /** The same objects, of one namespace. Required for kinds in namespaces. */
  public CacheDefinition<R, T> inNamespace(String name) {
    return new CacheDefinition<>(
        kind, type, mapper, name, labelSelector, fieldSelector, indexes, topic, pageSize);
  }

  /**
   * Only the object of that name. A rule with {@code resourceNames} is enough to list and watch it.
   */
  public CacheDefinition<R, T> named(String name) {
    return new CacheDefinition<>(
        kind,
        type,
        mapper,
        namespace,
        labelSelector,
        "metadata.name=" + name,
        indexes,
        topic,
        pageSize);
  }

  /** The same objects with an index for {@code ResourceCache.byIndex}. */
  public CacheDefinition<R, T> indexedBy(
      String index, Function<? super T, ? extends Collection<String>> values) {
    Map<String, Function<? super T, ? extends Collection<String>>> all = new HashMap<>(indexes);
    all.put(index, values);
    return new CacheDefinition<>(
        kind, type, mapper, namespace, labelSelector, fieldSelector, all, topic, pageSize);
  }

  /** The same objects, whose changes refresh the pages of a live-update topic. */
  public CacheDefinition<R, T> publishing(String liveTopic) {
    return new CacheDefinition<>(
        kind, type, mapper, namespace, labelSelector, fieldSelector, indexes, liveTopic, pageSize);
  }

  /** The selectors as parameters of a watch. */
  Selectors selectors() {
    return new Selectors(labelSelector, fieldSelector);
  }
}
