package dev.signalbox.sandbox.velero;

import dev.signalbox.sandbox.kubernetes.ClusterObjects;
import dev.signalbox.sandbox.kubernetes.FakeCluster;
import dev.signalbox.sandbox.kubernetes.ObjectJson;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What the controllers share: the objects in Velero's namespace, the store, the clock. */
record VeleroServerState(
    FakeCluster cluster,
    String namespace,
    VeleroVersion version,
    Clock clock,
    FakeObjectStore store,
    VeleroControls controls) {

  static final String BACKUP_NAME = "velero.io/backup-name";
  static final String BACKUP_UID = "velero.io/backup-uid";
  static final String SCHEDULE_NAME = "velero.io/schedule-name";
  static final String STORAGE_LOCATION = "velero.io/storage-location";

  ClusterObjects objects() {
    return cluster.objects();
  }

  Instant now() {
    return clock.instant();
  }

  /** Returns the objects of a kind in the order of their creation. */
  List<ObjectNode> list(String plural) {
    return objects().list(plural + ".velero.io", namespace).stream()
        .sorted(
            Comparator.comparing(
                    (ObjectNode one) -> one.path("metadata").path("creationTimestamp").asString(""))
                .thenComparing(ObjectJson::name))
        .toList();
  }

  List<ObjectNode> list(String plural, String label, String value) {
    return list(plural).stream().filter(one -> ObjectJson.label(one, label).equals(value)).toList();
  }

  Optional<ObjectNode> find(String plural, String name) {
    return objects().find(plural + ".velero.io", namespace, name);
  }

  /** Changes an object unless it was deleted. */
  void update(String plural, JsonNode object, Consumer<ObjectNode> change) {
    String name = ObjectJson.name(object);
    synchronized (objects()) {
      if (find(plural, name).isPresent()) {
        objects().update(plural + ".velero.io", namespace, name, change);
      }
    }
  }

  /** Changes the status of an object unless it was deleted. */
  void updateStatus(String plural, JsonNode object, Consumer<ObjectNode> change) {
    update(plural, object, one -> change.accept(ObjectJson.member(one, "status")));
  }

  void delete(String plural, JsonNode object) {
    objects().delete(plural + ".velero.io", namespace, ObjectJson.name(object));
  }

  ObjectNode object(String kind, String name) {
    return ObjectJson.object("velero.io/v1", kind, namespace, name);
  }

  String time(Instant time) {
    return ObjectJson.time(time);
  }

  static String phase(JsonNode object) {
    return object.path("status").path("phase").asString("");
  }

  static boolean isNew(JsonNode object) {
    String phase = phase(object);
    return phase.isEmpty() || phase.equals("New");
  }

  /** Returns a time in the status, or the alternative if it is absent. */
  static Instant time(JsonNode object, String pointer, Instant otherwise) {
    String text = object.at(pointer).asString("");
    return text.isEmpty() ? otherwise : Instant.parse(text);
  }

  /** Returns the location that a backup names, or the default one. */
  Optional<ObjectNode> location(String name) {
    return name.isEmpty()
        ? list("backupstoragelocations").stream()
            .filter(one -> one.path("spec").path("default").asBoolean(false))
            .findFirst()
        : find("backupstoragelocations", name);
  }

  /** Appends a line in logfmt to the log of the server's pod. */
  void log(String level, String message, String... pairs) {
    StringBuilder line =
        new StringBuilder("time=\"%s\" level=%s msg=\"%s\"".formatted(time(now()), level, message));
    for (int i = 0; i < pairs.length; i += 2) {
      line.append(" %s=%s".formatted(pairs[i], pairs[i + 1]));
    }
    objects().list("pods", namespace).stream()
        .filter(pod -> ObjectJson.label(pod, "deploy").equals("velero"))
        .forEach(
            pod ->
                cluster.logs().append(namespace, ObjectJson.name(pod), "velero", line.toString()));
  }
}
