package dev.signalbox.sandbox.nomad;

import dev.signalbox.sandbox.http.LoopbackHttpExchange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the endpoint for a path such as {@code /v1/job/{}/allocations}. The path variable may
 * contain slashes, as job ids do. The first matching template is used.
 */
final class NomadRouter {

  /** Handles a request. */
  interface Endpoint {
    NomadStubResponse handle(NomadApiCall call) throws InterruptedException;
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

  NomadStubResponse handle(SimulatedCluster cluster, LoopbackHttpExchange exchange)
      throws InterruptedException {
    Set<String> allowedMethods = new TreeSet<>();
    for (Route route : routes) {
      Matcher matcher = route.path.matcher(exchange.path());
      if (matcher.matches() && allowedMethods.isEmpty()) {
        if (route.methods.contains(exchange.method())) {
          String variable = matcher.groupCount() > 0 ? matcher.group(1) : "";
          return route.endpoint.handle(new NomadApiCall(cluster, exchange, variable));
        }
        // another method of the same path may have a separate route
        Optional<Route> other = findRoute(route, exchange.method());
        if (other.isPresent()) {
          String variable = matcher.groupCount() > 0 ? matcher.group(1) : "";
          return other.get().endpoint.handle(new NomadApiCall(cluster, exchange, variable));
        }
        allowedMethods.addAll(route.methods);
      }
    }
    return allowedMethods.isEmpty()
        ? NomadStubResponse.empty(404)
        : NomadStubResponse.error(405, "Invalid method");
  }

  private Optional<Route> findRoute(Route route, String method) {
    return routes.stream()
        .filter(one -> one.path.pattern().equals(route.path.pattern()))
        .filter(one -> one.methods.contains(method))
        .findFirst();
  }
}
