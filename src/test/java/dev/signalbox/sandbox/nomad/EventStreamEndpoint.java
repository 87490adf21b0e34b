package dev.signalbox.sandbox.nomad;

import dev.signalbox.sandbox.http.LoopbackHttpExchange;
import dev.signalbox.sandbox.nomad.EventBroker.Next;
import dev.signalbox.sandbox.nomad.NomadFaults.Kind;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Endpoint {@code /v1/event/stream}: one line of JSON per batch until the client disconnects. */
final class EventStreamEndpoint {

  /** Decides whether a request may read the stream. */
  interface Guard {
    boolean permits(LoopbackHttpExchange exchange);
  }

  private final SimulatedCluster cluster;
  private final NomadFaults faults;
  private final Guard guard;
  private volatile Duration heartbeat = Duration.ofSeconds(30);
  private volatile boolean enabled = true;

  EventStreamEndpoint(SimulatedCluster cluster, NomadFaults faults, Guard guard) {
    this.cluster = cluster;
    this.faults = faults;
    this.guard = guard;
  }

  void register(NomadRouter routes) {
    if (cluster.state.profile.hasEventStream()) {
      routes.read("/v1/event/stream", this::stream);
    }
  }

  void setHeartbeatInterval(Duration time) {
    heartbeat = time;
  }

  void setEnabled(boolean on) {
    enabled = on;
  }

  private NomadStubResponse stream(NomadApiCall call) {
    NomadVersionProfile profile = call.profile();
    List<String> topics = call.exchange().parameters("topic");
    long index = call.exchange().parameter("index").map(NomadApiCall::number).orElse(0L);
    if (!profile.opensStreamBeforeTokenCheck()) {
      if (!enabled) {
        return NomadStubResponse.error(500, "event publishing not enabled");
      }
      if (!guard.permits(call.exchange())) {
        return NomadStubResponse.error(403, "Permission denied");
      }
    }
    EventBroker.Subscription subscription = cluster.state.broker.subscribe(index);
    return new NomadStubResponse.StreamBody(
        exchange -> {
          Kind kind = faults.kind();
          if (kind == Kind.STREAM_SILENT) {
            waitUntilEnded(subscription);
            exchange.drop();
          } else if (profile.opensStreamBeforeTokenCheck() || kind == Kind.HTTP_0_0) {
            String protocol = kind == Kind.HTTP_0_0 ? "HTTP/0.0" : "HTTP/1.1";
            OutputStream out = exchange.streamUntilClose(protocol, "application/json");
            if (enabled && guard.permits(call.exchange())) {
              follow(call, topics, subscription, out, false);
            }
          } else {
            try (OutputStream out = exchange.chunks("application/json")) {
              follow(call, topics, subscription, out, true);
            }
          }
        });
  }

  private static void waitUntilEnded(EventBroker.Subscription subscription)
      throws InterruptedException {
    while (!(subscription.next(1000) instanceof Next.Ended)) {
      // sends no data
    }
  }

  private void follow(
      NomadApiCall call,
      List<String> topics,
      EventBroker.Subscription subscription,
      OutputStream out,
      boolean sendsReason)
      throws IOException, InterruptedException {
    writeLine(out, "{}");
    while (faults.kind() != Kind.STREAM_LOST) {
      switch (subscription.next(heartbeat.toMillis())) {
        case Next.TimedOut timedOut -> writeLine(out, "{}");
        case Next.Ended ended -> {
          if (sendsReason && faults.kind() != Kind.STREAM_LOST) {
            out.write(ended.reason().getBytes(StandardCharsets.UTF_8));
            out.flush();
          }
          return;
        }
        case Next.Received received -> {
          EventBroker.Batch batch = received.batch();
          if (faults.kind() != Kind.LEADERLESS) {
            ArrayNode events = JsonNodes.object().putArray("events");
            batch.events().stream()
                .filter(one -> one.namespace().isEmpty() || carries(call, one.namespace()))
                .filter(one -> matchesTopic(topics, one))
                .forEach(one -> events.add(eventJson(one)));
            if (!events.isEmpty()) {
              writeLine(out, batchJson(batch.index(), events));
            }
          }
        }
      }
    }
  }

  private boolean carries(NomadApiCall call, String namespace) {
    boolean nodesOnly =
        faults.kind() == Kind.STREAM_WITH_NODES_ONLY
            || (call.namespace().equals("*") && !call.profile().streamsAllNamespaces());
    return !nodesOnly && call.includesNamespace(namespace);
  }

  private static boolean matchesTopic(List<String> topics, StreamEvent event) {
    return topics.isEmpty()
        || topics.stream()
            .anyMatch(
                topic -> {
                  int colon = topic.indexOf(':');
                  String name = colon < 0 ? topic : topic.substring(0, colon);
                  String key = colon < 0 ? "*" : topic.substring(colon + 1);
                  return (name.equals("*") || name.equals(event.topic()))
                      && (key.equals("*")
                          || key.equals(event.key())
                          || event.filterKeys().contains(key));
                });
  }

  private static String batchJson(long index, ArrayNode events) {
    ObjectNode json = JsonNodes.object();
    json.put("Index", index);
    json.set("Events", events);
    return json.toString();
  }

  private static ObjectNode eventJson(StreamEvent one) {
    ObjectNode json = JsonNodes.object();
    json.put("Topic", one.topic());
    json.put("Type", one.type());
    json.put("Key", one.key());
    json.put("Namespace", one.namespace());
    if (one.filterKeys().isEmpty()) {
      json.putNull("FilterKeys");
    } else {
      ArrayNode keys = json.putArray("FilterKeys");
      one.filterKeys().forEach(keys::add);
    }
    json.put("Index", one.index());
    json.set("Payload", one.payload().get());
    return json;
  }

  private static void writeLine(OutputStream out, String text) throws IOException {
    out.write((text + "\n").getBytes(StandardCharsets.UTF_8));
    out.flush();
  }
}
