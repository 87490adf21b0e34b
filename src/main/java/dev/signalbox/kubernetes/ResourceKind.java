package dev.signalbox.kubernetes;

/**
 * A kind of Kubernetes object, as its API group names it.
 *
 * @param group the API group, such as {@code velero.io}; empty for the core group
 * @param version the version of the group, such as {@code v1}
 * @param plural the resource name in URLs and RBAC rules, such as {@code backups}
 * @param kind the {@code kind} field of its objects, such as {@code Backup}
 * @param namespaced whether its objects are in namespaces
 */
public record ResourceKind(
    String group, String version, String plural, String kind, boolean namespaced) {

  /** A kind whose objects are in namespaces. */
  public static ResourceKind namespaced(String group, String version, String plural, String kind) {
    return new ResourceKind(group, version, plural, kind, true);
  }

  /** A kind whose objects belong to the whole cluster, such as nodes. */
  public static ResourceKind clusterScoped(
      String group, String version, String plural, String kind) {
    return new ResourceKind(group, version, plural, kind, false);
  }

  /** The {@code apiVersion} field of its objects: {@code velero.io/v1}, or {@code v1}. */
  public String apiVersion() {
    return group.isEmpty() ? version : group + "/" + version;
  }

  /**
   * The resource with its group, as kubectl names it: {@code backups.velero.io}, or {@code pods}.
   */
  public String qualifiedName() {
    return group.isEmpty() ? plural : plural + "." + group;
  }
}
