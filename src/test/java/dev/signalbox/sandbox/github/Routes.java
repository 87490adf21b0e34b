package dev.signalbox.sandbox.github;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds what answers a method and a path such as {@code /orgs/{org}/members/{username}}. */
final class Routes<T> {

  /** Fixed words are compared exactly; a word in braces takes whatever stands there. */
  private record Route<T>(String method, List<String> words, T target) {}

  /** A target together with what stood in place of the words in braces. */
  record Found<T>(T target, Map<String, String> words) {

    String word(String name) {
      return Objects.requireNonNull(words.get(name), name);
    }
  }

  private final List<Route<T>> routes = new ArrayList<>();

  void add(String method, String template, T target) {
    routes.add(new Route<>(method, words(template), target));
  }

  Optional<Found<T>> find(String method, String path) {
    List<String> asked = words(path);
    for (Route<T> route : routes) {
      Map<String, String> taken = route.method.equals(method) ? match(route.words, asked) : null;
      if (taken != null) {
        return Optional.of(new Found<>(route.target, taken));
      }
    }
    return Optional.empty();
  }

  private static @Nullable Map<String, String> match(List<String> template, List<String> asked) {
    if (template.size() != asked.size()) {
      return null;
    }
    Map<String, String> taken = new LinkedHashMap<>();
    for (int i = 0; i < asked.size(); i++) {
      String word = template.get(i);
      if (word.startsWith("{")) {
        taken.put(word.substring(1, word.length() - 1), asked.get(i));
      } else if (!word.equals(asked.get(i))) {
        return null;
      }
    }
    return taken;
  }

  private static List<String> words(String path) {
    return List.of(path.split("/", -1));
  }
}
