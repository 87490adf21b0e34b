package dev.signalbox.sandbox.github;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * A set of scopes in GitHub's normal form, where a wide scope swallows the narrow ones it contains
 * ("Scopes for OAuth apps", normalized scopes).
 */
record Scopes(List<String> names) {

  static final Scopes NONE = new Scopes(List.of());

  private static final Map<String, List<String>> CONTAINED =
      Map.of(
          "user", List.of("read:user", "user:email", "user:follow"),
          "admin:org", List.of("write:org", "read:org"),
          "write:org", List.of("read:org"));

  /** Reads the blank-separated request form; GitHub takes commas as well. */
  static Scopes parse(String text) {
    return normal(Arrays.asList(text.split("[ ,]+", -1)));
  }

  private static Scopes normal(Collection<String> names) {
    TreeSet<String> kept = new TreeSet<>(names);
    kept.remove("");
    names.forEach(name -> CONTAINED.getOrDefault(name, List.of()).forEach(kept::remove));
    return new Scopes(List.copyOf(kept));
  }

  boolean covers(String wanted) {
    return names.stream()
        .anyMatch(
            name ->
                name.equals(wanted) || CONTAINED.getOrDefault(name, List.of()).contains(wanted));
  }

  boolean coversAny(String... wanted) {
    return Arrays.stream(wanted).anyMatch(this::covers);
  }

  boolean coversAll(Scopes wanted) {
    return wanted.names.stream().allMatch(this::covers);
  }

  Scopes plus(Scopes others) {
    TreeSet<String> all = new TreeSet<>(names);
    all.addAll(others.names);
    return normal(all);
  }

  Scopes without(Collection<String> unwanted) {
    return new Scopes(names.stream().filter(name -> !unwanted.contains(name)).toList());
  }

  /** The form of token answers: commas, no blanks, which is not what RFC 6749 says. */
  String commaSeparated() {
    return String.join(",", names);
  }

  /** The form of the {@code X-OAuth-Scopes} header. */
  String asHeader() {
    return String.join(", ", names);
  }
}
