package dev.signalbox.kubernetes;

import org.jspecify.annotations.Nullable;

/**
 * An operation on Kubernetes objects, as RBAC describes it.
 *
 * @param verb the verb of the API such as {@code create} or {@code patch}
 * @param group the API group; empty for the core group
 * @param resource the plural with an optional subresource, such as {@code pods/log}
 * @param namespace the namespace, or null for the whole cluster
 * @param name the name of one object, or null for any
 */
public record ResourceAccess(
    String verb, String group, String resource, @Nullable String namespace, @Nullable String name) {

  /** The operation on any object of a kind in a namespace. */
  public static ResourceAccess of(String verb, ResourceKind kind, @Nullable String namespace) {
    return new ResourceAccess(verb, kind.group(), kind.plural(), namespace, null);
  }

  /** The same operation on one object only. */
  public ResourceAccess named(String objectName) {
    return new ResourceAccess(verb, group, resource, namespace, objectName);
  }

  /** The operation in words: {@code create on backups.velero.io in namespace velero}. */
  public String description() {
    return verb
        + " on "
        + (group.isEmpty() ? resource : resource + "." + group)
        + (name == null ? "" : " named " + name)
        + (namespace == null ? " in the whole cluster" : " in namespace " + namespace);
  }

  /**
   * The rule that allows the operation, in YAML on one line, to be added to {@code rules} of a
   * Role, or of a ClusterRole if there is no namespace. A rule with a name can't allow {@code
   * create}, so it has none then.
   */
  public String rule() {
    return "- {apiGroups: [\""
        + group
        + "\"], resources: [\""
        + resource
        + "\"], verbs: [\""
        + verb
        + "\"]"
        + (name == null || verb.equals("create") ? "" : ", resourceNames: [\"" + name + "\"]")
        + "}";
  }

  /** What the operator can do to allow the operation. */
  public String advice() {
    return "Add this rule to the "
        + (namespace == null
            ? "ClusterRole of Signalbox: "
            : "Role of Signalbox in namespace " + namespace + ": ")
        + rule();
  }
}
