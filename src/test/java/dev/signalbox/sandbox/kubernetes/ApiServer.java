package dev.signalbox.sandbox.kubernetes;

import dev.signalbox.sandbox.http.LoopbackHttpExchange;
import dev.signalbox.sandbox.kubernetes.ClusterFaults.Kind;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.node.ObjectNode;

/** Applies faults and access rules, routes requests and writes responses. */
final class ApiServer {

  private static final String JSON = "application/json";
  private static final String PAGE = "<!doctype html><title>Welcome</title><p>It works!</p>";

  private final ServedResources resources;
  private final AccessRules access;
  private final DiscoveryEndpoint discovery;
  private final AccessReviewEndpoint reviews;
  private final ResourceEndpoint objects;
  private final WatchEndpoint watches;
  private final PodEndpoint pods;
  private final ScaleEndpoint scales;

  ApiServer(ClusterObjects objects, ServedResources resources, AccessRules access, PodLogs logs) {
    this.resources = resources;
    this.access = access;
    this.discovery = new DiscoveryEndpoint(resources);
    this.reviews = new AccessReviewEndpoint(access, resources);
    this.objects = new ResourceEndpoint(objects);
    this.watches = new WatchEndpoint(objects);
    this.pods = new PodEndpoint(objects, logs);
    this.scales = new ScaleEndpoint(objects);
  }

  void setVersion(String gitVersion) {
    discovery.setGitVersion(gitVersion);
  }

  void refuseEviction(String namespace, String pod) {
    pods.protect(namespace, pod);
  }

  void cutWatches() {
    watches.cutAll();
  }

  int openWatches() {
    return watches.openWatches();
  }

  void handle(LoopbackHttpExchange exchange, ClusterFaults faults)
      throws IOException, InterruptedException {
    faults.awaitDelay();
    switch (faults.kind()) {
      case DOWN -> exchange.drop();
      case MALFORMED -> exchange.send(200, "text/html", bytes(PAGE));
      case TRUNCATED -> exchange.send(200, JSON, bytes("{\"kind\":\"List\",\"items\":[{\"met"));
      default -> {
        ApiServerResponse response = respond(exchange, faults);
        if (faults.losesResponse(exchange.method(), exchange.path())) {
          exchange.drop();
        } else {
          send(exchange, response);
        }
      }
    }
  }

  private ApiServerResponse respond(LoopbackHttpExchange exchange, ClusterFaults faults) {
    try {
      requireNoFault(exchange, faults);
      Optional<ObjectNode> review = reviews.handle(exchange);
      if (review.isPresent()) {
        return ApiServerResponse.created(review.get());
      }
      return discovery
          .handle(exchange)
          .map(ApiServerResponse::ok)
          .orElseGet(() -> route(ApiServerCall.of(exchange, resources), faults));
    } catch (ApiServerException e) {
      return new ApiServerResponse.Json(e.code(), e.status());
    } catch (JacksonException | NumberFormatException e) {
      ApiServerException error = ApiServerException.badRequest("error decoding: " + e.getMessage());
      return new ApiServerResponse.Json(error.code(), error.status());
    }
  }

  private ApiServerResponse route(ApiServerCall call, ClusterFaults faults) {
    access.require(call);
    Integer status = faults.status(call.verb(), call.resource().name());
    if (status != null) {
      throw status == 403
          ? AccessRules.forbidden(call)
          : new ApiServerException(status, "InternalError", "Internal error occurred: injected");
    }
    if (faults.kind() == Kind.GONE && !call.parameter("continue").isEmpty()) {
      throw ApiServerException.expired("The provided continue parameter is too old");
    }
    return switch (call.subresource()) {
      case "log" -> pods.log(call);
      case "eviction" -> pods.evict(call);
      case "scale" -> scales.handle(call);
      case "", "status" ->
          call.verb().equals("watch") ? watches.handle(call, faults) : objects.handle(call);
      default -> throw ApiServerException.notServed();
    };
  }

  private static void requireNoFault(LoopbackHttpExchange exchange, ClusterFaults faults) {
    switch (faults.kind()) {
      case UNAUTHORIZED -> throw new ApiServerException(401, "Unauthorized", "Unauthorized");
      case DENYING ->
          throw new ApiServerException(
              403,
              "Forbidden",
              "forbidden: User \"%s\" cannot %s path \"%s\""
                  .formatted(AccessRules.USER, exchange.method(), exchange.path()));
      case FAILING ->
          throw new ApiServerException(
              500, "InternalError", "Internal error occurred: etcdserver: request timed out");
      case THROTTLING -> {
        exchange.setHeader("Retry-After", "1");
        throw new ApiServerException(
            429, "TooManyRequests", "Too many requests, please try again later.");
      }
      default -> {
        // other faults apply elsewhere
      }
    }
  }

  private static void send(LoopbackHttpExchange exchange, ApiServerResponse response)
      throws IOException, InterruptedException {
    switch (response) {
      case ApiServerResponse.Json json ->
          exchange.send(json.status(), JSON, bytes(json.body().toString()));
      case ApiServerResponse.Text text -> exchange.send(200, "text/plain", bytes(text.body()));
      case ApiServerResponse.ListBody list -> sendList(exchange, list);
      case ApiServerResponse.Streaming streaming -> streaming.writing().write(exchange);
    }
  }

  private static void sendList(LoopbackHttpExchange exchange, ApiServerResponse.ListBody list)
      throws IOException {
    ObjectPage page = list.page();
    ServedResource resource = list.resource();
    try (OutputStream out = exchange.stream(JSON);
        JsonGenerator json = ObjectJson.MAPPER.createGenerator(out)) {
      json.writeStartObject();
      json.writeStringProperty("kind", resource.kind() + "List");
      json.writeStringProperty("apiVersion", resource.apiVersion());
      json.writeObjectPropertyStart("metadata");
      json.writeStringProperty("resourceVersion", Long.toString(page.version()));
      if (!page.continueToken().isEmpty()) {
        json.writeStringProperty("continue", page.continueToken());
        json.writeNumberProperty("remainingItemCount", page.remaining());
      }
      json.writeEndObject();
      json.writeArrayPropertyStart("items");
      for (ObjectNode object : page.objects()) {
        ObjectJson.MAPPER.writeTree(json, resource.isCustom() ? object : withoutKind(object));
      }
      json.writeEndArray();
      json.writeEndObject();
    }
  }

  /** Items in lists of built-in resources have neither kind nor apiVersion. */
  private static ObjectNode withoutKind(ObjectNode object) {
    ObjectNode item = ObjectJson.MAPPER.createObjectNode();
    object
        .properties()
        .forEach(
            member -> {
              if (!member.getKey().equals("kind") && !member.getKey().equals("apiVersion")) {
                item.set(member.getKey(), member.getValue());
              }
            });
    return item;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
