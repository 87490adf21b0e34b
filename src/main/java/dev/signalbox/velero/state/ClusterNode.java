package dev.signalbox.velero.state;

import dev.signalbox.velero.ResourceJson;
import dev.signalbox.velero.ResourceMetadata;
import tools.jackson.databind.JsonNode;

/** A node of the Kubernetes cluster. */
public record ClusterNode(ResourceMetadata metadata, boolean ready) {

  /** Reads a Node ({@code v1}). */
  public static ClusterNode read(JsonNode object) {
    ResourceJson json = ResourceJson.of(object);
    return new ClusterNode(
        ResourceMetadata.read(json),
        json.items("status", "conditions").stream()
            .anyMatch(
                one -> one.text("type").equals("Ready") && one.text("status").equals("True")));
  }

  public String name() {
    return metadata.name();
  }
}
