package dev.signalbox.sandbox.github;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * A set of scopes, normalized as GitHub does: a scope replaces the scopes that it includes ("Scopes
 * for OAuth apps", normalized scopes).
 */
record OAuthScopes(List<String> names) {

  static final OAuthScopes NONE = new OAuthScopes(List.of());

  private static final Map<String, List<String>> INCLUDED =
      Map.of(
          "user", List.of("read:user", "user:email", "user:follow"),
          "admin:org", List.of("write:org", "read:org"),
          "write:org", List.of("read:org"));

  /** Parses a list separated by spaces. GitHub also accepts commas. */
  static OAuthScopes parse(String text) {
    return normalized(Arrays.asList(text.split("[ ,]+", -1)));
  }

  private static OAuthScopes normalized(Collection<String> names) {
    TreeSet<String> normalized = new TreeSet<>(names);
    normalized.remove("");
    names.forEach(name -> INCLUDED.getOrDefault(name, List.of()).forEach(normalized::remove));
    return new OAuthScopes(List.copyOf(normalized));
  }

  boolean covers(String required) {
    return names.stream()
        .anyMatch(
            name ->
                name.equals(required) || INCLUDED.getOrDefault(name, List.of()).contains(required));
  }

  boolean coversAny(String... required) {
    return Arrays.stream(required).anyMatch(this::covers);
  }

  boolean coversAll(OAuthScopes required) {
    return required.names.stream().allMatch(this::covers);
  }

  OAuthScopes plus(OAuthScopes others) {
    TreeSet<String> all = new TreeSet<>(names);
    all.addAll(others.names);
    return normalized(all);
  }

  OAuthScopes without(Collection<String> removed) {
    return new OAuthScopes(names.stream().filter(name -> !removed.contains(name)).toList());
  }

  /** Returns the format of token responses: commas without spaces, unlike RFC 6749. */
  String commaSeparated() {
    return String.join(",", names);
  }

  /** Returns the format of the {@code X-OAuth-Scopes} header. */
  String asHeader() {
    return String.join(", ", names);
  }
}
