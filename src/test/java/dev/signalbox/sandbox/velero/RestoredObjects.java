package dev.signalbox.sandbox.velero;

import dev.signalbox.sandbox.kubernetes.ObjectJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Creates the objects of a backup that are absent; existing ones are skipped with a warning. */
final class RestoredObjects {

  private final VeleroServerState state;
  private final JsonNode restore;
  private final List<ObjectNode> created = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();

  RestoredObjects(VeleroServerState state, JsonNode restore) {
    this.state = state;
    this.restore = restore;
  }

  void create(List<ObjectNode> contents) {
    for (ObjectNode object : contents) {
      String namespace = ObjectJson.namespace(object);
      if (VolumeSelection.isIncluded(restore.path("spec"), namespace) && isSelected(object)) {
        create(object, mapped(namespace));
      }
    }
  }

  List<ObjectNode> created() {
    return created;
  }

  List<String> warnings() {
    return warnings;
  }

  /** Whether the selector of the restore includes an object; only NotIn is implemented. */
  private boolean isSelected(ObjectNode object) {
    return restore
        .at("/spec/labelSelector/matchExpressions")
        .valueStream()
        .filter(one -> one.path("operator").asString("").equals("NotIn"))
        .noneMatch(
            one ->
                one.path("values")
                    .valueStream()
                    .anyMatch(
                        value ->
                            value
                                .asString("")
                                .equals(ObjectJson.label(object, one.path("key").asString("")))));
  }

  private String mapped(String namespace) {
    return restore.at("/spec/namespaceMapping").path(namespace).asString(namespace);
  }

  private void create(ObjectNode object, String namespace) {
    String resource = resource(object);
    String name = ObjectJson.name(object);
    if (state.objects().find(resource, namespace, name).isPresent()) {
      if (!restore.at("/spec/existingResourcePolicy").asString("").equals("update")) {
        warnings.add(
            "could not restore, %s \"%s\" already exists. Warning: the in-cluster version is"
                    .formatted(resource, name)
                + " different than the backed-up version");
      }
      return;
    }
    ObjectNode copy = object.deepCopy();
    ObjectNode metadata = ObjectJson.metadata(copy);
    for (String field :
        List.of(
            "uid",
            "resourceVersion",
            "creationTimestamp",
            "generation",
            "managedFields",
            "ownerReferences",
            "finalizers")) {
      metadata.remove(field);
    }
    metadata.put("namespace", namespace);
    ObjectJson.member(metadata, "labels")
        .put(
            VeleroServerState.BACKUP_NAME,
            ValidLabels.of(restore.at("/spec/backupName").asString("")))
        .put("velero.io/restore-name", ValidLabels.of(ObjectJson.name(restore)));
    setStatus(copy, resource);
    created.add(state.objects().create(copy));
  }

  private static void setStatus(ObjectNode object, String resource) {
    if (resource.equals("pods")) {
      ObjectJson.member(object, "status").put("phase", "Pending");
    }
    if (resource.equals("persistentvolumeclaims")) {
      // the volume was deleted with the claim, so another one is provisioned
      ObjectJson.member(object, "spec").put("volumeName", "pvc-" + UUID.randomUUID());
    }
    if (resource.endsWith(".apps")) {
      object.putObject("status");
    }
    if (object.at("/spec/type").asString("").equals("LoadBalancer")) {
      // cloud providers assign a new address
      object
          .putObject("status")
          .putObject("loadBalancer")
          .putArray("ingress")
          .addObject()
          .put("hostname", UUID.randomUUID().toString().substring(0, 8) + ".elb.acme.example");
    }
  }

  private static String resource(ObjectNode object) {
    return switch (object.path("kind").asString("")) {
      case "Deployment" -> "deployments.apps";
      case "StatefulSet" -> "statefulsets.apps";
      case "PersistentVolumeClaim" -> "persistentvolumeclaims";
      default -> object.path("kind").asString("").toLowerCase(Locale.ROOT) + "s";
    };
  }
}
