package dev.signalbox.sandbox.kubernetes;

import dev.signalbox.sandbox.http.LoopbackHttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Logs and evictions of pods. */
final class PodEndpoint {

  private static final long FOLLOW_INTERVAL_MILLIS = 50;

  private final ClusterObjects objects;
  private final PodLogs logs;
  private final Set<String> protectedPods = ConcurrentHashMap.newKeySet();

  PodEndpoint(ClusterObjects objects, PodLogs logs) {
    this.objects = objects;
    this.logs = logs;
  }

  /** Has a PodDisruptionBudget refuse the eviction of a pod. */
  void protect(String namespace, String pod) {
    protectedPods.add(namespace + "/" + pod);
  }

  ApiServerResponse log(ApiServerCall call) {
    ObjectNode pod = pod(call);
    String container = container(call, pod);
    boolean previous = call.exchange().hasFlag("previous");
    if (previous && !logs.hasPrevious(call.namespace(), call.name(), container)) {
      throw ApiServerException.badRequest(
          "previous terminated container \"%s\" in pod \"%s\" not found"
              .formatted(container, call.name()));
    }
    List<String> lines = logs.lines(call.namespace(), call.name(), container, previous);
    int tail = call.number("tailLines");
    int from = call.parameter("tailLines").isEmpty() ? 0 : Math.max(0, lines.size() - tail);
    if (call.exchange().hasFlag("follow")) {
      return new ApiServerResponse.Streaming(exchange -> follow(call, exchange, container, from));
    }
    String text =
        String.join("", lines.subList(from, lines.size()).stream().map(l -> l + "\n").toList());
    int limit = call.number("limitBytes");
    return new ApiServerResponse.Text(
        limit > 0 && limit < text.length() ? text.substring(0, limit) : text);
  }

  ApiServerResponse evict(ApiServerCall call) {
    ObjectNode pod = pod(call);
    if (protectedPods.contains(call.namespace() + "/" + call.name())) {
      throw new ApiServerException(
          429,
          "TooManyRequests",
          "Cannot evict pod as it would violate the pod's disruption budget.");
    }
    objects.delete(call.resource(), pod, true);
    ObjectNode status = JsonNodeFactory.instance.objectNode();
    status.put("kind", "Status").put("apiVersion", "v1").put("status", "Success").put("code", 201);
    return ApiServerResponse.created(status);
  }

  private void follow(ApiServerCall call, LoopbackHttpExchange exchange, String container, int from)
      throws IOException, InterruptedException {
    exchange.closeAfterResponse();
    try (OutputStream out = exchange.chunks("text/plain")) {
      int sent = from;
      while (objects.find("pods", call.namespace(), call.name()).isPresent()) {
        List<String> lines = logs.lines(call.namespace(), call.name(), container, false);
        for (; sent < lines.size(); sent++) {
          out.write((lines.get(sent) + "\n").getBytes(StandardCharsets.UTF_8));
        }
        out.flush();
        TimeUnit.MILLISECONDS.sleep(FOLLOW_INTERVAL_MILLIS);
      }
    }
  }

  private ObjectNode pod(ApiServerCall call) {
    return objects
        .find("pods", call.namespace(), call.name())
        .orElseThrow(() -> ApiServerException.notFound(call.resource(), call.name()));
  }

  private static String container(ApiServerCall call, ObjectNode pod) {
    List<String> names =
        pod.path("spec")
            .path("containers")
            .valueStream()
            .map(one -> one.path("name").asString(""))
            .toList();
    String wanted = call.parameter("container");
    if (wanted.isEmpty() && names.size() > 1) {
      throw ApiServerException.badRequest(
          "a container name must be specified for pod %s, choose one of: [%s]"
              .formatted(call.name(), String.join(" ", names)));
    }
    JsonNode inits = pod.path("spec").path("initContainers");
    boolean known =
        names.contains(wanted)
            || inits.valueStream().anyMatch(one -> one.path("name").asString("").equals(wanted));
    if (!wanted.isEmpty() && !known) {
      throw ApiServerException.badRequest(
          "container %s is not valid for pod %s".formatted(wanted, call.name()));
    }
    return wanted.isEmpty() && !names.isEmpty() ? names.getFirst() : wanted;
  }
}
