package dev.signalbox.restores;

import dev.signalbox.velero.ResourceJson;
import dev.signalbox.velero.files.BackupFile;
import dev.signalbox.velero.files.BackupFileText;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The names of the objects in a snapshot, from the list that Velero stores with it.
 *
 * @param objects names with their namespace by kind, such as {@code apps/v1/Deployment}; null until
 *     the list has been read
 * @param problem why the list can't be read, as full sentences; otherwise empty
 */
record SnapshotContents(@Nullable Map<String, Set<String>> objects, String problem) {

  /** The list is being downloaded. */
  static final SnapshotContents PENDING = new SnapshotContents(null, "");

  static final String CLAIM = "v1/PersistentVolumeClaim";
  static final String SERVICE = "v1/Service";
  static final String STORAGE_CLASS = "storage.k8s.io/v1/StorageClass";

  static SnapshotContents of(BackupFile file) {
    return switch (file) {
      case BackupFile.Pending pending -> PENDING;
      case BackupFile.Ready ready -> read(ready.path());
      case BackupFile.Failed failed ->
          unreadable(failed.diagnosis().explanation() + " " + failed.diagnosis().remedy());
    };
  }

  private static SnapshotContents read(Path path) {
    @Nullable JsonNode json = BackupFileText.json(path);
    if (json == null) {
      return unreadable("The list of objects in the object storage is damaged.");
    }
    ResourceJson list = ResourceJson.of(json);
    Map<String, Set<String>> objects = new HashMap<>();
    list.names().forEach(kind -> objects.put(kind, Set.copyOf(list.texts(kind))));
    return new SnapshotContents(Map.copyOf(objects), "");
  }

  private static SnapshotContents unreadable(String problem) {
    return new SnapshotContents(null, problem);
  }

  boolean isKnown() {
    return objects != null;
  }

  boolean isPending() {
    return objects == null && problem.isEmpty();
  }

  /** Returns whether the snapshot contains an object; false while the list is unknown. */
  boolean contains(String kind, String namespace, String name) {
    return objects != null && objects.getOrDefault(kind, Set.of()).contains(namespace + "/" + name);
  }

  Set<String> names(String kind, String namespace) {
    return objects == null
        ? Set.of()
        : objects.getOrDefault(kind, Set.of()).stream()
            .filter(name -> name.startsWith(namespace + "/"))
            .map(name -> name.substring(namespace.length() + 1))
            .collect(Collectors.toUnmodifiableSet());
  }

  /** Returns the names of the objects of a kind of the whole cluster. */
  Set<String> names(String kind) {
    return objects == null ? Set.of() : objects.getOrDefault(kind, Set.of());
  }

  /** Returns the number of all objects. */
  int size() {
    return objects == null ? 0 : objects.values().stream().mapToInt(Set::size).sum();
  }
}
