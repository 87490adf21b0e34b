package dev.signalbox.sandbox.kubernetes;

import dev.signalbox.sandbox.http.LoopbackHttpExchange;
import java.util.List;

/**
 * A request for objects, taken apart.
 *
 * @param namespace empty for cluster-scoped objects and lists of all namespaces
 * @param name empty for lists, creations and deletions of collections
 * @param subresource such as {@code log}; empty for the object itself
 */
record ApiServerCall(
    LoopbackHttpExchange exchange,
    ServedResource resource,
    String namespace,
    String name,
    String subresource) {

  private static final String NAME_SELECTOR = "metadata.name=";

  /** Takes a request for objects apart. */
  static ApiServerCall of(LoopbackHttpExchange exchange, ServedResources resources) {
    List<String> path = List.of(exchange.path().substring(1).split("/", -1));
    boolean core = path.getFirst().equals("api");
    int start = core ? 2 : 3;
    if (path.size() <= start) {
      throw ApiServerException.notServed();
    }
    String group = core ? "" : path.get(1);
    String version = path.get(start - 1);
    List<String> rest = path.subList(start, path.size());
    String namespace = "";
    if (rest.size() > 2 && rest.getFirst().equals("namespaces") && !isNamespacePart(rest.get(2))) {
      namespace = rest.get(1);
      rest = rest.subList(2, rest.size());
    }
    ServedResource resource =
        resources.find(group, version, rest.getFirst()).orElseThrow(ApiServerException::notServed);
    return new ApiServerCall(
        exchange,
        resource,
        namespace,
        rest.size() > 1 ? rest.get(1) : "",
        String.join("/", rest.subList(Math.min(2, rest.size()), rest.size())));
  }

  private static boolean isNamespacePart(String name) {
    return name.equals("status") || name.equals("finalize");
  }

  /** Returns the verb of RBAC. */
  String verb() {
    return switch (exchange.method()) {
      case "GET" -> name.isEmpty() ? (isWatch() ? "watch" : "list") : "get";
      case "POST" -> "create";
      case "PUT" -> "update";
      case "PATCH" -> "patch";
      case "DELETE" -> name.isEmpty() ? "deletecollection" : "delete";
      default -> exchange.method();
    };
  }

  /** Returns the resource as in the rules of RBAC, such as {@code pods/log}. */
  String resourcePath() {
    return subresource.isEmpty() ? resource.plural() : resource.plural() + "/" + subresource;
  }

  /** Returns the name in {@link AccessRules}, such as {@code deployments.apps/scale}. */
  String fullResourceName() {
    return subresource.isEmpty() ? resource.name() : resource.name() + "/" + subresource;
  }

  /**
   * Returns the name of the object for access rules: that in the path, or in a list or watch the
   * field selector {@code metadata.name=<name>}; otherwise empty.
   */
  String objectName() {
    String selector = parameter("fieldSelector");
    return name.isEmpty() && selector.startsWith(NAME_SELECTOR)
        ? selector.substring(NAME_SELECTOR.length())
        : name;
  }

  boolean isWatch() {
    return exchange.hasFlag("watch") && !exchange.parameter("watch").orElse("").equals("0");
  }

  boolean isDryRun() {
    return exchange.parameters("dryRun").contains("All");
  }

  boolean isStrict() {
    return parameter("fieldValidation").equals("Strict");
  }

  String parameter(String name) {
    return exchange.parameter(name).orElse("");
  }

  int number(String name) {
    return exchange.parameter(name).map(Integer::parseInt).orElse(0);
  }
}
