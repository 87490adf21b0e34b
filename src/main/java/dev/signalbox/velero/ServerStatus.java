package dev.signalbox.velero;

import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * A Velero ServerStatusRequest with the response of the server.
 *
 * @param version such as {@code v1.14.1}; empty until processed
 */
public record ServerStatus(String version, List<Plugin> plugins) {

  /**
   * A plugin of the server.
   *
   * @param name such as {@code velero.io/aws}
   * @param kind such as {@code ObjectStore} or {@code VolumeSnapshotter}
   */
  public record Plugin(String name, String kind) {}

  /** Reads a ServerStatusRequest ({@code velero.io/v1}). */
  public static ServerStatus read(JsonNode object) {
    ResourceJson status = ResourceJson.of(object).at("status");
    return new ServerStatus(
        status.text("serverVersion"),
        status.items("plugins").stream()
            .map(plugin -> new Plugin(plugin.text("name"), plugin.text("kind")))
            .toList());
  }

  /** Returns whether a plugin serves the provider of a storage location, such as {@code aws}. */
  public boolean hasObjectStore(String provider) {
    String name = provider.contains("/") ? provider : "velero.io/" + provider;
    return plugins.stream()
        .anyMatch(plugin -> plugin.kind().equals("ObjectStore") && plugin.name().equals(name));
  }
}
