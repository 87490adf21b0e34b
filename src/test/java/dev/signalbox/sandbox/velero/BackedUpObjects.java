package dev.signalbox.sandbox.velero;

import dev.signalbox.sandbox.kubernetes.ObjectJson;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The objects in each backup, kept in memory so that restores can create them again. */
final class BackedUpObjects {

  /** The kinds of objects in backups, in the order in which they are restored. */
  static final List<String> RESOURCES =
      List.of(
          "persistentvolumeclaims",
          "secrets",
          "configmaps",
          "serviceaccounts",
          "services",
          "pods",
          "deployments.apps",
          "statefulsets.apps");

  private final VeleroServerState state;
  private final Map<String, List<ObjectNode>> kept = new ConcurrentHashMap<>();

  BackedUpObjects(VeleroServerState state) {
    this.state = state;
  }

  int itemCount(JsonNode spec) {
    return Math.max(1, (int) current(spec).count());
  }

  void keep(JsonNode backup) {
    kept.put(ObjectJson.uid(backup), current(backup.path("spec")).toList());
  }

  void forget(JsonNode backup) {
    kept.remove(ObjectJson.uid(backup));
  }

  void reset() {
    kept.clear();
  }

  /** Returns the objects of a backup in the order in which they are restored. */
  List<ObjectNode> of(JsonNode backup) {
    return kept.getOrDefault(ObjectJson.uid(backup), List.of());
  }

  private Stream<ObjectNode> current(JsonNode spec) {
    return RESOURCES.stream()
        .flatMap(resource -> state.objects().list(resource, "").stream())
        .filter(one -> VolumeSelection.isIncluded(spec, ObjectJson.namespace(one)));
  }
}
