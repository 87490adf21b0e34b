package dev.signalbox.sandbox.kubernetes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * One verb on one resource; {@code *} matches everything.
 *
 * @param resource the full name with subresource, such as {@code pods/log}, {@code
 *     backups.velero.io} or {@code deployments.apps/scale}
 * @param namespace the namespace; {@code *} in a ClusterRole
 * @param name the only object that the rule applies to; empty for all objects
 */
public record AccessRule(String verb, String resource, String namespace, String name) {

  /** Reads the rules of all Roles and ClusterRoles of a manifest, one for each verb and name. */
  public static List<AccessRule> readAll(Path manifest) {
    List<AccessRule> rules = new ArrayList<>();
    try {
      for (String document : Files.readString(manifest).split("(?m)^---$", -1)) {
        JsonNode role = ObjectJson.parse(document);
        String namespace = role.path("metadata").path("namespace").asString("*");
        role.path("rules").forEach(rule -> addAll(rules, rule, namespace));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return List.copyOf(rules);
  }

  private static void addAll(List<AccessRule> rules, JsonNode rule, String namespace) {
    List<String> names = texts(rule, "resourceNames");
    for (String group : texts(rule, "apiGroups")) {
      for (String resource : texts(rule, "resources")) {
        for (String verb : texts(rule, "verbs")) {
          String fullName = fullName(resource, group);
          for (String name : names.isEmpty() ? List.of("") : names) {
            rules.add(new AccessRule(verb, fullName, namespace, name));
          }
        }
      }
    }
  }

  private static List<String> texts(JsonNode rule, String field) {
    return rule.path(field).valueStream().map(JsonNode::asString).toList();
  }

  private static String fullName(String resource, String group) {
    List<String> parts = List.of(resource.split("/", 2));
    return parts.getFirst()
        + (group.isEmpty() ? "" : "." + group)
        + (parts.size() > 1 ? "/" + parts.getLast() : "");
  }

  /**
   * Returns whether the rule applies to a request.
   *
   * @param otherName the name of the object, or empty for requests without one
   */
  boolean matches(String otherVerb, String otherResource, String otherNamespace, String otherName) {
    return matches(verb, otherVerb)
        && matches(resource, otherResource)
        && matches(namespace, otherNamespace)
        && (name.isEmpty() || name.equals(otherName));
  }

  private static boolean matches(String pattern, String value) {
    return pattern.equals("*") || pattern.equals(value);
  }
}
