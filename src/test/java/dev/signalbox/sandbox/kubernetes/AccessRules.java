package dev.signalbox.sandbox.kubernetes;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** What the client may do. Initially everything is allowed that no role limits. */
public final class AccessRules {

  static final List<String> VERBS =
      List.of("get", "list", "watch", "create", "update", "patch", "delete", "deletecollection");

  /** The user in messages. */
  static final String USER = "system:serviceaccount:circleci-server:signalbox";

  /** Every user may ask for its own permissions. */
  private static final List<String> REVIEWS =
      List.of(
          "selfsubjectaccessreviews.authorization.k8s.io",
          "selfsubjectrulesreviews.authorization.k8s.io");

  private final List<AccessRule> denied = new CopyOnWriteArrayList<>();
  private final List<AccessRule> granted = new CopyOnWriteArrayList<>();
  private volatile @Nullable AccessRecorder recorder;
  private volatile boolean rulesReviewIncomplete;

  /** Denies a verb on a resource in all namespaces; {@code *} denies all verbs or resources. */
  public void deny(String verb, String resource) {
    deny(verb, resource, "*");
  }

  /** Denies a verb on a resource in one namespace. */
  public void deny(String verb, String resource, String namespace) {
    denied.add(new AccessRule(verb, resource, namespace, ""));
  }

  /** Allows only what the Roles of a manifest grant. Stays in force after {@link #reset}. */
  public void limitTo(Path manifest) {
    granted.clear();
    granted.addAll(AccessRule.readAll(manifest));
  }

  /** Records which of the granted rules requests use, and the requests that no rule grants. */
  public void recordUse(AccessRecorder file) {
    recorder = file;
  }

  /** Removes denials; everything is allowed again that no role limits. */
  public void reset() {
    denied.clear();
    rulesReviewIncomplete = false;
  }

  /**
   * Has SelfSubjectRulesReview return no rules and {@code incomplete}, as authorizers of some cloud
   * providers do. SelfSubjectAccessReview stays exact.
   */
  public void setRulesReviewIncomplete(boolean incomplete) {
    rulesReviewIncomplete = incomplete;
  }

  boolean isRulesReviewIncomplete() {
    return rulesReviewIncomplete;
  }

  /**
   * Returns whether a request is allowed.
   *
   * @param name the name of the object, or empty for requests without one
   */
  boolean allows(String verb, String resource, String namespace, String name) {
    return (granted.isEmpty()
            || REVIEWS.contains(resource)
            || !grants(verb, resource, namespace, name).isEmpty())
        && denied.stream().noneMatch(rule -> rule.matches(verb, resource, namespace, name));
  }

  private List<AccessRule> grants(String verb, String resource, String namespace, String name) {
    return granted.stream().filter(rule -> rule.matches(verb, resource, namespace, name)).toList();
  }

  /** Returns the allowed verbs on all objects of a resource. */
  List<String> verbs(String resource, String namespace) {
    return VERBS.stream().filter(verb -> allows(verb, resource, namespace, "")).toList();
  }

  /** Returns the rules that grant access to single objects of a resource. */
  List<AccessRule> namedRules(String resource, String namespace) {
    return granted.stream()
        .filter(rule -> !rule.name().isEmpty())
        .filter(rule -> rule.matches(rule.verb(), resource, namespace, rule.name()))
        .filter(rule -> allows(rule.verb(), resource, namespace, rule.name()))
        .toList();
  }

  /** Checks a request for objects. */
  void require(ApiServerCall call) {
    String verb = call.verb();
    String resource = call.fullResourceName();
    String namespace = call.namespace();
    String name = call.objectName();
    AccessRecorder recording = recorder;
    if (recording != null) {
      recording.record(
          new AccessRule(verb, resource, namespace, name), grants(verb, resource, namespace, name));
    }
    if (!allows(verb, resource, namespace, name)) {
      throw forbidden(call);
    }
  }

  static ApiServerException forbidden(ApiServerCall call) {
    ServedResource resource = call.resource();
    String where =
        call.namespace().isEmpty()
            ? "at the cluster scope"
            : "in the namespace \"%s\"".formatted(call.namespace());
    return new ApiServerException(
        403,
        "Forbidden",
        "%s%s is forbidden: User \"%s\" cannot %s resource \"%s\" in API group \"%s\" %s"
            .formatted(
                resource.name(),
                call.name().isEmpty() ? "" : " \"" + call.name() + "\"",
                USER,
                call.verb(),
                call.resourcePath(),
                resource.group(),
                where));
  }

  /** Returns the subresources of a resource that have rules of their own. */
  static List<String> subresources(ServedResource resource) {
    return switch (resource.name()) {
      case "pods" -> List.of("log", "exec", "eviction");
      case "deployments.apps", "statefulsets.apps" -> List.of("scale");
      default -> List.of();
    };
  }
}
