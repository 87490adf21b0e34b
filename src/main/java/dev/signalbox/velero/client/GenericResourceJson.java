package dev.signalbox.velero.client;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.OwnerReference;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Converts objects of the Kubernetes client to JSON, without managed fields. */
final class GenericResourceJson {

  private static final JsonMapper JSON = JsonMapper.shared();

  private GenericResourceJson() {}

  static JsonNode of(GenericKubernetesResource resource) {
    ObjectNode object = JSON.createObjectNode();
    object.put("apiVersion", resource.getApiVersion());
    object.put("kind", resource.getKind());
    object.set("metadata", metadata(resource.getMetadata()));
    resource
        .getAdditionalProperties()
        .forEach((name, value) -> object.set(name, JSON.valueToTree(value)));
    return object;
  }

  private static ObjectNode metadata(ObjectMeta source) {
    ObjectNode metadata = JSON.createObjectNode();
    put(metadata, "namespace", source.getNamespace());
    put(metadata, "name", source.getName());
    put(metadata, "uid", source.getUid());
    put(metadata, "resourceVersion", source.getResourceVersion());
    put(metadata, "creationTimestamp", source.getCreationTimestamp());
    put(metadata, "deletionTimestamp", source.getDeletionTimestamp());
    put(metadata, "labels", source.getLabels());
    put(metadata, "annotations", source.getAnnotations());
    if (source.getOwnerReferences() != null && !source.getOwnerReferences().isEmpty()) {
      ArrayNode owners = metadata.putArray("ownerReferences");
      for (OwnerReference owner : source.getOwnerReferences()) {
        ObjectNode reference = owners.addObject();
        put(reference, "kind", owner.getKind());
        put(reference, "name", owner.getName());
        reference.put("controller", Boolean.TRUE.equals(owner.getController()));
      }
    }
    return metadata;
  }

  private static void put(ObjectNode target, String field, @Nullable String value) {
    if (value != null) {
      target.put(field, value);
    }
  }

  private static void put(ObjectNode target, String field, @Nullable Map<String, String> values) {
    if (values != null && !values.isEmpty()) {
      ObjectNode map = target.putObject(field);
      values.forEach(map::put);
    }
  }
}
