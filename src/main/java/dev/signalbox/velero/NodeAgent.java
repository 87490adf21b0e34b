package dev.signalbox.velero;

import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * The pod of Velero's DaemonSet {@code node-agent}, or {@code restic} up to Velero 1.9, on a node.
 *
 * @param node the node that the pod runs on or, while it is pending, is meant for
 * @param reason message of the scheduler or of the waiting container; otherwise empty
 */
public record NodeAgent(String pod, String node, boolean ready, String reason) {

  private static final Set<String> NAMES = Set.of("node-agent", "restic");

  /** Reads a Pod ({@code v1}) of the DaemonSet. */
  public static NodeAgent read(JsonNode object) {
    ResourceJson json = ResourceJson.of(object);
    return new NodeAgent(
        json.text("metadata", "name"),
        node(json),
        json.items("status", "conditions").stream()
            .anyMatch(one -> one.text("type").equals("Ready") && one.text("status").equals("True")),
        reason(json));
  }

  /** Returns whether a pod with these labels is a node agent. */
  public static boolean isAgent(ResourceMetadata pod) {
    return NAMES.contains(pod.label("name")) || pod.label("role").equals("node-agent");
  }

  private static String node(ResourceJson pod) {
    String node = pod.text("spec", "nodeName");
    return node.isEmpty() ? intendedNode(pod) : node;
  }

  /** Returns the node that the DaemonSet controller wrote into the affinity of the pod. */
  private static String intendedNode(ResourceJson pod) {
    String required = "requiredDuringSchedulingIgnoredDuringExecution";
    return pod.items("spec", "affinity", "nodeAffinity", required, "nodeSelectorTerms").stream()
        .flatMap(term -> term.items("matchFields").stream())
        .filter(field -> field.text("key").equals("metadata.name"))
        .flatMap(field -> field.texts("values").stream())
        .findFirst()
        .orElse("");
  }

  private static String reason(ResourceJson pod) {
    for (ResourceJson condition : pod.items("status", "conditions")) {
      if (condition.text("type").equals("PodScheduled")
          && condition.text("status").equals("False")) {
        return condition.text("message");
      }
    }
    for (ResourceJson container : pod.items("status", "containerStatuses")) {
      ResourceJson waiting = container.at("state", "waiting");
      if (waiting.isObject()) {
        String message = waiting.text("message");
        return waiting.text("reason") + (message.isEmpty() ? "" : ": " + message);
      }
    }
    return "";
  }
}
