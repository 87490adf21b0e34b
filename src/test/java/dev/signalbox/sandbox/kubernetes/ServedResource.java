package dev.signalbox.sandbox.kubernetes;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A resource that the API server serves.
 *
 * @param group the API group; empty for the core group
 * @param plural the name in paths, such as {@code pods}
 * @param hasStatus whether status is a subresource, so that other writes ignore it
 * @param schema the OpenAPI v3 schema of a custom resource, null for built-in resources, whose
 *     fields are not checked
 */
public record ServedResource(
    String group,
    String version,
    String plural,
    String kind,
    boolean namespaced,
    boolean hasStatus,
    @Nullable ObjectNode schema) {

  static ServedResource builtIn(String apiVersion, String plural, String kind, boolean namespaced) {
    int slash = apiVersion.indexOf('/');
    return new ServedResource(
        slash < 0 ? "" : apiVersion.substring(0, slash),
        apiVersion.substring(slash + 1),
        plural,
        kind,
        namespaced,
        false,
        null);
  }

  /** Returns the full name, such as {@code pods} or {@code backups.velero.io}. */
  public String name() {
    return group.isEmpty() ? plural : plural + "." + group;
  }

  /** Returns the API version of objects, such as {@code v1} or {@code velero.io/v1}. */
  public String apiVersion() {
    return group.isEmpty() ? version : group + "/" + version;
  }

  boolean isCustom() {
    return schema != null;
  }
}
