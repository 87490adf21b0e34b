package dev.signalbox.velero.state;

import dev.signalbox.velero.NodeAgent;
import dev.signalbox.velero.ResourceJson;
import dev.signalbox.velero.ResourceMetadata;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A pod in the namespace of Velero.
 *
 * @param agent the same pod as a node agent; null if it isn't one
 * @param reason why it isn't running, such as {@code CrashLoopBackOff}; otherwise empty
 * @param lastTerminatedAt end of the container's last run; null if it never restarted
 */
public record VeleroPod(
    ResourceMetadata metadata,
    boolean ready,
    String reason,
    @Nullable NodeAgent agent,
    @Nullable Instant lastTerminatedAt,
    boolean outOfMemory) {

  /** Reads a Pod ({@code v1}). */
  public static VeleroPod read(JsonNode object) {
    ResourceJson json = ResourceJson.of(object);
    ResourceMetadata metadata = ResourceMetadata.read(json);
    NodeAgent asAgent = NodeAgent.read(object);
    ResourceJson container =
        json.items("status", "containerStatuses").stream()
            .findFirst()
            .orElse(ResourceJson.of(null));
    ResourceJson last = container.at("lastState", "terminated");
    return new VeleroPod(
        metadata,
        asAgent.ready(),
        asAgent.reason(),
        NodeAgent.isAgent(metadata) ? asAgent : null,
        last.instant("finishedAt"),
        last.text("reason").equals("OOMKilled"));
  }

  public String name() {
    return metadata.name();
  }

  boolean isServer() {
    return agent == null
        && (metadata.label("component").equals("velero")
            || metadata.label("app.kubernetes.io/name").equals("velero")
            || metadata.label("deploy").equals("velero"));
  }
}
