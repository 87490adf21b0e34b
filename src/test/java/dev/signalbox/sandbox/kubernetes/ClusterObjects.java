package dev.signalbox.sandbox.kubernetes;

import java.time.Clock;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The objects in the cluster. Resources are named as in CRDs: {@code pods}, {@code
 * backups.velero.io}. The namespace of cluster-scoped objects is empty. Stored objects are never
 * changed in place; methods accept and return copies or shared, read-only nodes. Thread-safe.
 */
public final class ClusterObjects {

  private static final long FIRST_VERSION = 1000;

  private final Clock clock;
  private final ServedResources resources;
  private final Map<String, ObjectTable> tables = new HashMap<>();
  private final Map<String, Set<ObjectRef>> dependents = new HashMap<>();
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private long version = FIRST_VERSION;

  ClusterObjects(Clock clock, ServedResources resources) {
    this.clock = clock;
    this.resources = resources;
  }

  /** Returns a shared, read-only object. */
  public synchronized Optional<ObjectNode> find(String resource, String namespace, String name) {
    return Optional.ofNullable(table(resource).objects.get(ObjectTable.key(namespace, name)));
  }

  /** Returns the shared, read-only objects of a namespace, or of all if it is empty; by name. */
  public synchronized List<ObjectNode> list(String resource, String namespace) {
    return List.copyOf(table(resource).in(namespace).values());
  }

  /** Returns the objects of all namespaces that meet a condition. */
  public List<ObjectNode> list(String resource, Predicate<JsonNode> condition) {
    return list(resource, "").stream().filter(condition).toList();
  }

  /**
   * Creates an object from its JSON or YAML, together with its namespace if that is absent. Missing
   * metadata is filled in; the status is kept and the schema is not checked.
   */
  public ObjectNode create(String jsonOrYaml) {
    return create(ObjectJson.parse(jsonOrYaml));
  }

  /** Like {@link #create(String)}. */
  public synchronized ObjectNode create(ObjectNode object) {
    ServedResource resource =
        resources
            .ofKind(object.path("apiVersion").asString(""), object.path("kind").asString(""))
            .orElseThrow(ApiServerException::notServed);
    String namespace = ObjectJson.namespace(object);
    if (resource.namespaced() && find("namespaces", "", namespace).isEmpty()) {
      create(ObjectJson.namespaceObject(namespace));
    }
    return insert(resource, object);
  }

  /**
   * Changes an object; the change receives a copy.
   *
   * @throws IllegalStateException if the object does not exist
   */
  public synchronized ObjectNode update(
      String resource, String namespace, String name, Consumer<ObjectNode> change) {
    ServedResource served = resources.named(resource).orElseThrow(ApiServerException::notServed);
    ObjectNode before =
        find(resource, namespace, name)
            .orElseThrow(() -> new IllegalStateException("No " + resource + " " + name));
    ObjectNode after = before.deepCopy();
    change.accept(after);
    return replace(served, before, after);
  }

  /** Deletes an object and its dependents, ignoring its finalizers; absent objects are ignored. */
  public synchronized void delete(String resource, String namespace, String name) {
    ServedResource served = resources.named(resource).orElseThrow(ApiServerException::notServed);
    find(resource, namespace, name).ifPresent(object -> remove(served, object, true));
  }

  /** Calls a listener after each change, on the thread that made it. */
  public void onChange(Runnable listener) {
    listeners.add(listener);
  }

  /** Returns the version of the latest change. */
  public synchronized long version() {
    return version;
  }

  /** Forgets all earlier changes, so that watches from an older version end with 410. */
  public synchronized void compact() {
    tables.values().forEach(table -> table.compact(version + 1));
    version++;
  }

  /** Returns the current objects by resource, for {@link #restore}. */
  public synchronized Map<String, Map<String, ObjectNode>> snapshot() {
    Map<String, Map<String, ObjectNode>> snapshot = new TreeMap<>();
    tables.forEach((resource, table) -> snapshot.put(resource, Map.copyOf(table.objects)));
    return snapshot;
  }

  /** Restores the objects of a snapshot. Watches stay open and receive the differences. */
  public synchronized void restore(Map<String, Map<String, ObjectNode>> snapshot) {
    // CRDs first, so that their resources are served
    restore(ServedResources.CRDS, snapshot);
    Set<String> names = new TreeSet<>(tables.keySet());
    names.addAll(snapshot.keySet());
    names.forEach(name -> restore(name, snapshot));
  }

  private void restore(String name, Map<String, Map<String, ObjectNode>> snapshot) {
    ServedResource resource = resources.named(name).orElse(null);
    if (resource == null) {
      return;
    }
    Map<String, ObjectNode> wanted = snapshot.getOrDefault(name, Map.of());
    Map<String, ObjectNode> current = Map.copyOf(table(name).objects);
    current.forEach(
        (key, object) -> {
          if (!wanted.containsKey(key)) {
            // a dependent may be gone with its owner
            find(name, ObjectJson.namespace(object), ObjectJson.name(object))
                .ifPresent(one -> remove(resource, one, true));
          }
        });
    wanted.forEach(
        (key, object) -> {
          ObjectNode now = table(name).objects.get(key);
          if (!object.equals(now)) {
            commit(resource, now, object.deepCopy());
          }
        });
  }

  // used by the endpoints

  synchronized ObjectNode insert(ServedResource resource, ObjectNode object) {
    ObjectNode created = ObjectMetadata.created(object, resource, clock.instant());
    requireAbsent(resource, created);
    return commit(resource, null, created);
  }

  /** Returns what would be inserted. */
  synchronized ObjectNode preview(ServedResource resource, ObjectNode object) {
    ObjectNode created = ObjectMetadata.created(object, resource, clock.instant());
    requireAbsent(resource, created);
    return created;
  }

  /** Replaces an object; without a difference, its version stays the same. */
  synchronized ObjectNode replace(ServedResource resource, ObjectNode before, ObjectNode after) {
    ObjectNode updated = ObjectMetadata.updated(before, after);
    if (updated.equals(before)) {
      return before;
    }
    if (ObjectMetadata.isDeletable(updated)) {
      return remove(resource, updated, true);
    }
    return commit(resource, before, updated);
  }

  /** Deletes an object now, or marks it for deletion if it has finalizers. */
  synchronized ObjectNode delete(ServedResource resource, ObjectNode object, boolean cascade) {
    if (ObjectMetadata.hasFinalizers(object)) {
      ObjectNode marked = ObjectMetadata.marked(object, clock.instant());
      return marked.equals(object) ? object : commit(resource, object, marked);
    }
    return remove(resource, object, cascade);
  }

  synchronized ObjectPage page(ServedResource resource, ObjectQuery query) {
    return ObjectPage.of(table(resource.name()), query, version);
  }

  synchronized ObjectWatch watch(ServedResource resource, @Nullable Long from) {
    ObjectTable table = table(resource.name());
    if (from != null && table.isForgotten(from)) {
      throw ApiServerException.expired(
          "too old resource version: %d (%d)".formatted(from, version));
    }
    return table.watch(from, version, this::close);
  }

  synchronized void reset() {
    tables.values().forEach(table -> table.watches().forEach(ObjectWatch::end));
    tables.clear();
    dependents.clear();
    resources.reset();
    version++;
  }

  private void requireAbsent(ServedResource resource, ObjectNode created) {
    String name = ObjectJson.name(created);
    if (find(resource.name(), ObjectJson.namespace(created), name).isPresent()) {
      throw new ApiServerException(
          409, "AlreadyExists", "%s \"%s\" already exists".formatted(resource.name(), name));
    }
  }

  /** Adds no more events to a watch; returns the version up to which it has all events. */
  synchronized long finish(ObjectWatch watch) {
    close(watch);
    return version;
  }

  private synchronized void close(ObjectWatch watch) {
    tables.values().forEach(table -> table.remove(watch));
  }

  private ObjectTable table(String resource) {
    return tables.computeIfAbsent(resource, name -> new ObjectTable());
  }

  private ObjectNode remove(ServedResource resource, ObjectNode object, boolean cascade) {
    String key = ObjectTable.key(ObjectJson.namespace(object), ObjectJson.name(object));
    ObjectNode last = object.deepCopy();
    ObjectMetadata.setVersion(last, ++version);
    ObjectTable table = table(resource.name());
    table.objects.remove(key);
    ObjectRef ref = ObjectRef.of(resource.name(), object);
    ObjectMetadata.ownerUids(object).forEach(uid -> dependents(uid).remove(ref));
    table.publish(new ObjectEvent(version, ObjectEvent.Type.DELETED, object, last));
    dependentsOf(resource, object).forEach(one -> removeDependent(one, object, cascade));
    if (resource.name().equals(ServedResources.CRDS)) {
      unserve(ObjectJson.name(object));
    }
    listeners.forEach(Runnable::run);
    return last;
  }

  private List<ObjectRef> dependentsOf(ServedResource resource, ObjectNode object) {
    if (!resource.name().equals("namespaces")) {
      return List.copyOf(dependents(ObjectJson.uid(object)));
    }
    return tables.entrySet().stream()
        .flatMap(
            table ->
                table.getValue().in(ObjectJson.name(object)).values().stream()
                    .map(one -> ObjectRef.of(table.getKey(), one)))
        .filter(ref -> !ref.namespace().isEmpty())
        .toList();
  }

  private void removeDependent(ObjectRef ref, ObjectNode owner, boolean cascade) {
    if (cascade) {
      delete(ref.resource(), ref.namespace(), ref.name());
    } else if (find(ref.resource(), ref.namespace(), ref.name()).isPresent()) {
      update(
          ref.resource(),
          ref.namespace(),
          ref.name(),
          object -> ObjectMetadata.removeOwner(object, ObjectJson.uid(owner)));
    }
  }

  private void unserve(String name) {
    ObjectTable table = table(name);
    resources
        .named(name)
        .ifPresent(
            resource ->
                List.copyOf(table.objects.values()).forEach(one -> remove(resource, one, true)));
    resources.remove(name);
    table.watches().forEach(ObjectWatch::end);
  }

  private ObjectNode commit(
      ServedResource resource, @Nullable ObjectNode before, ObjectNode after) {
    ObjectMetadata.setVersion(after, ++version);
    ObjectTable table = table(resource.name());
    table.objects.put(ObjectTable.key(ObjectJson.namespace(after), ObjectJson.name(after)), after);
    ObjectRef ref = ObjectRef.of(resource.name(), after);
    if (before != null) {
      ObjectMetadata.ownerUids(before).forEach(uid -> dependents(uid).remove(ref));
    }
    ObjectMetadata.ownerUids(after).forEach(uid -> dependents(uid).add(ref));
    table.publish(
        new ObjectEvent(
            version,
            before == null ? ObjectEvent.Type.ADDED : ObjectEvent.Type.MODIFIED,
            before,
            after));
    if (resource.name().equals(ServedResources.CRDS)) {
      resources.add(CustomResource.served(after));
    }
    listeners.forEach(Runnable::run);
    return after;
  }

  private Set<ObjectRef> dependents(String uid) {
    return dependents.computeIfAbsent(uid, one -> new LinkedHashSet<>());
  }
}
