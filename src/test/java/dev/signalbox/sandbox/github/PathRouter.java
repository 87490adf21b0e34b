package dev.signalbox.sandbox.github;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the target for a method and a path such as {@code /orgs/{org}/members/{username}}. */
final class PathRouter<T> {

  /** A route. Literal segments must match exactly; a segment in braces is a path variable. */
  private record Route<T>(String method, List<String> segments, T target) {}

  /** A target and the values of the path variables. */
  record RouteMatch<T>(T target, Map<String, String> pathVariables) {

    String pathVariable(String name) {
      return Objects.requireNonNull(pathVariables.get(name), name);
    }
  }

  private final List<Route<T>> routes = new ArrayList<>();

  void add(String method, String template, T target) {
    routes.add(new Route<>(method, segments(template), target));
  }

  Optional<RouteMatch<T>> find(String method, String path) {
    List<String> segments = segments(path);
    for (Route<T> route : routes) {
      Map<String, String> variables =
          route.method.equals(method) ? match(route.segments, segments) : null;
      if (variables != null) {
        return Optional.of(new RouteMatch<>(route.target, variables));
      }
    }
    return Optional.empty();
  }

  private static @Nullable Map<String, String> match(List<String> template, List<String> segments) {
    if (template.size() != segments.size()) {
      return null;
    }
    Map<String, String> variables = new LinkedHashMap<>();
    for (int i = 0; i < segments.size(); i++) {
      String segment = template.get(i);
      if (segment.startsWith("{")) {
        variables.put(segment.substring(1, segment.length() - 1), segments.get(i));
      } else if (!segment.equals(segments.get(i))) {
        return null;
      }
    }
    return variables;
  }

  private static List<String> segments(String path) {
    return List.of(path.split("/", -1));
  }
}
