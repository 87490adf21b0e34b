package dev.signalbox.velero.state;

import dev.signalbox.velero.ResourceJson;
import dev.signalbox.velero.ResourceMetadata;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A Deployment or DaemonSet in the namespace of Velero.
 *
 * @param image image of the first container
 * @param timeZone environment variable TZ of the first container; empty for UTC
 * @param desired number of desired pods
 * @param available number of available pods of a Deployment, or of ready ones of a DaemonSet
 * @param unavailableSince since when a Deployment is unavailable, according to its condition; null
 *     if it is available
 */
public record VeleroWorkload(
    ResourceMetadata metadata,
    String image,
    String timeZone,
    int desired,
    int available,
    @Nullable Instant unavailableSince) {

  /** Reads a Deployment ({@code apps/v1}). */
  public static VeleroWorkload readDeployment(JsonNode object) {
    ResourceJson json = ResourceJson.of(object);
    return read(
        json,
        json.text("spec", "replicas").isEmpty() ? 1 : json.number("spec", "replicas"),
        json.number("status", "availableReplicas"));
  }

  /** Reads a DaemonSet ({@code apps/v1}). */
  public static VeleroWorkload readDaemonSet(JsonNode object) {
    ResourceJson json = ResourceJson.of(object);
    return read(
        json,
        json.number("status", "desiredNumberScheduled"),
        json.number("status", "numberReady"));
  }

  private static VeleroWorkload read(ResourceJson json, long desired, long available) {
    ResourceJson container =
        json.items("spec", "template", "spec", "containers").stream()
            .findFirst()
            .orElse(ResourceJson.of(null));
    return new VeleroWorkload(
        ResourceMetadata.read(json),
        container.text("image"),
        container.items("env").stream()
            .filter(variable -> variable.text("name").equals("TZ"))
            .map(variable -> variable.text("value"))
            .findFirst()
            .orElse(""),
        (int) desired,
        (int) available,
        json.items("status", "conditions").stream()
            .filter(condition -> condition.text("type").equals("Available"))
            .filter(condition -> condition.text("status").equals("False"))
            .map(condition -> condition.instant("lastTransitionTime"))
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(null));
  }

  public String name() {
    return metadata.name();
  }

  boolean isServer() {
    return name().equals("velero")
        || metadata.label("component").equals("velero")
        || metadata.label("app.kubernetes.io/name").equals("velero");
  }

  boolean isNodeAgent() {
    return name().equals("node-agent") || name().equals("restic");
  }
}
