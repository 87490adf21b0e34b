package dev.signalbox.kubernetes.client;

import dev.signalbox.kubernetes.ResourceAccess;
import dev.signalbox.kubernetes.ResourceKind;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a request is for, in the words of the operator and of RBAC.
 *
 * @param attempt the operation, to be read after "Tried to", such as {@code list the backups}
 * @param verb the verb of the API, such as {@code list}
 * @param kind the kind of the object
 * @param subresource such as {@code log}; empty for the object itself
 * @param namespace always explicit; null only for kinds of the whole cluster, and {@link
 *     #ALL_NAMESPACES} only for lists
 * @param name the object, or null for a list
 * @param limit the longest time that the call takes, retries included
 */
public record KubernetesRequest(
    String attempt,
    String verb,
    ResourceKind kind,
    String subresource,
    @Nullable String namespace,
    @Nullable String name,
    Duration limit) {

  /** Lists the objects of a namespaced kind in the whole cluster. */
  public static final String ALL_NAMESPACES = "*";

  /** The time limit of most calls. */
  public static final Duration DEFAULT_LIMIT = Duration.ofSeconds(10);

  /** The time limit of lists. */
  public static final Duration LIST_LIMIT = Duration.ofSeconds(30);

  public KubernetesRequest {
    if (kind.namespaced() && (namespace == null || namespace.isEmpty())) {
      throw new IllegalArgumentException(kind.qualifiedName() + " need a namespace");
    }
    if (ALL_NAMESPACES.equals(namespace) && !verb.equals("list")) {
      throw new IllegalArgumentException("only lists cover all namespaces, not " + verb);
    }
  }

  /** A request for one object. */
  public static KubernetesRequest of(
      String attempt, String verb, ResourceKind kind, @Nullable String namespace, String name) {
    return new KubernetesRequest(attempt, verb, kind, "", namespace, name, DEFAULT_LIMIT);
  }

  /** A request for the objects of a kind. */
  public static KubernetesRequest list(
      String attempt, ResourceKind kind, @Nullable String namespace) {
    return new KubernetesRequest(attempt, "list", kind, "", namespace, null, LIST_LIMIT);
  }

  /** A request that creates an object, whose name is in its body. */
  public static KubernetesRequest create(
      String attempt, ResourceKind kind, @Nullable String namespace) {
    return new KubernetesRequest(attempt, "create", kind, "", namespace, null, DEFAULT_LIMIT);
  }

  /** The same request for a subresource such as {@code log}. */
  public KubernetesRequest subresource(String part) {
    return new KubernetesRequest(attempt, verb, kind, part, namespace, name, limit);
  }

  /** The same request with another time limit. */
  public KubernetesRequest within(Duration time) {
    return new KubernetesRequest(attempt, verb, kind, subresource, namespace, name, time);
  }

  /** The operation as RBAC describes it. */
  public ResourceAccess access() {
    String resource = subresource.isEmpty() ? kind.plural() : kind.plural() + "/" + subresource;
    return new ResourceAccess(
        verb, kind.group(), resource, ALL_NAMESPACES.equals(namespace) ? null : namespace, name);
  }

  /** The tag of the metrics: a constant per verb and kind. */
  String operation() {
    return verb + "-" + access().resource();
  }
}
