package dev.signalbox.sandbox.nomad;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds what answers a path such as {@code /v1/job/{}/allocations}. What stands in place of the
 * braces may hold slashes, as the ids of jobs do; the first template that fits is taken.
 */
final class Routes {

  /** Answers a request. */
  interface Endpoint {
    Reply answer(Call call) throws InterruptedException;
  }

  private record Route(Set<String> methods, Pattern path, Endpoint endpoint) {}

  private final List<Route> routes = new ArrayList<>();

  void read(String template, Endpoint endpoint) {
    add(Set.of("GET"), template, endpoint);
  }

  void write(String template, Endpoint endpoint) {
    add(Set.of("PUT", "POST"), template, endpoint);
  }

  void add(Set<String> methods, String template, Endpoint endpoint) {
    String pattern = Pattern.quote(template).replace("{}", "\\E(.+)\\Q");
    routes.add(new Route(methods, Pattern.compile(pattern), endpoint));
  }

  Reply answer(World world, Exchange exchange) throws InterruptedException {
    Set<String> known = new TreeSet<>();
    for (Route route : routes) {
      Matcher matcher = route.path.matcher(exchange.path());
      if (matcher.matches() && known.isEmpty()) {
        if (route.methods.contains(exchange.method())) {
          String taken = matcher.groupCount() > 0 ? matcher.group(1) : "";
          return route.endpoint.answer(new Call(world, exchange, taken));
        }
        // another method of the same path may be a route of its own
        Optional<Route> other = sibling(route, exchange.method());
        if (other.isPresent()) {
          String taken = matcher.groupCount() > 0 ? matcher.group(1) : "";
          return other.get().endpoint.answer(new Call(world, exchange, taken));
        }
        known.addAll(route.methods);
      }
    }
    return known.isEmpty() ? Reply.empty(404) : Reply.error(405, "Invalid method");
  }

  private Optional<Route> sibling(Route route, String method) {
    return routes.stream()
        .filter(one -> one.path.pattern().equals(route.path.pattern()))
        .filter(one -> one.methods.contains(method))
        .findFirst();
  }
}
