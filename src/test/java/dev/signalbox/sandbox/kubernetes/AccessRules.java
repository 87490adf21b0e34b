package dev.signalbox.sandbox.kubernetes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.JsonNode;

/** What the client may do. Initially everything is allowed that no role limits. */
public final class AccessRules {

  static final List<String> VERBS =
      List.of("get", "list", "watch", "create", "update", "patch", "delete", "deletecollection");

  /** The user in messages. */
  static final String USER = "system:serviceaccount:circleci-server:signalbox";

  /**
   * A rule; {@code *} matches everything.
   *
   * @param resource the full name with subresource, such as {@code pods/log}, {@code
   *     backups.velero.io} or {@code deployments.apps/scale}
   */
  private record Rule(String verb, String resource, String namespace) {
    boolean matches(String otherVerb, String otherResource, String otherNamespace) {
      return matches(verb, otherVerb)
          && matches(resource, otherResource)
          && matches(namespace, otherNamespace);
    }

    private static boolean matches(String pattern, String value) {
      return pattern.equals("*") || pattern.equals(value);
    }
  }

  /** Every user may ask for its own permissions. */
  private static final List<String> REVIEWS =
      List.of(
          "selfsubjectaccessreviews.authorization.k8s.io",
          "selfsubjectrulesreviews.authorization.k8s.io");

  private final List<Rule> denied = new CopyOnWriteArrayList<>();
  private final List<Rule> granted = new CopyOnWriteArrayList<>();
  private volatile boolean rulesReviewIncomplete;

  /** Denies a verb on a resource in all namespaces; {@code *} denies all verbs or resources. */
  public void deny(String verb, String resource) {
    deny(verb, resource, "*");
  }

  /** Denies a verb on a resource in one namespace. */
  public void deny(String verb, String resource, String namespace) {
    denied.add(new Rule(verb, resource, namespace));
  }

  /**
   * Allows only what the Roles and ClusterRoles of a manifest grant; resource names are ignored.
   * Stays in force after {@link #reset}.
   */
  public void limitTo(Path manifest) {
    granted.clear();
    try {
      for (String document : Files.readString(manifest).split("(?m)^---$", -1)) {
        grant(ObjectJson.parse(document));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void grant(JsonNode role) {
    String namespace = role.path("metadata").path("namespace").asString("*");
    for (JsonNode rule : role.path("rules")) {
      for (JsonNode group : rule.path("apiGroups")) {
        String suffix = group.asString().isEmpty() ? "" : "." + group.asString();
        for (JsonNode resource : rule.path("resources")) {
          List<String> parts = List.of(resource.asString().split("/", 2));
          String name = parts.getFirst() + suffix + (parts.size() > 1 ? "/" + parts.getLast() : "");
          rule.path("verbs")
              .forEach(verb -> granted.add(new Rule(verb.asString(), name, namespace)));
        }
      }
    }
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

  boolean allows(String verb, String resource, String namespace) {
    boolean isGranted =
        granted.isEmpty()
            || REVIEWS.contains(resource)
            || granted.stream().anyMatch(rule -> rule.matches(verb, resource, namespace));
    return isGranted && denied.stream().noneMatch(rule -> rule.matches(verb, resource, namespace));
  }

  /** Returns the allowed verbs on a resource. */
  List<String> verbs(String resource, String namespace) {
    return VERBS.stream().filter(verb -> allows(verb, resource, namespace)).toList();
  }

  /** Checks a request for objects. */
  void require(ApiServerCall call) {
    if (!allows(call.verb(), call.fullResourceName(), call.namespace())) {
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
