package dev.signalbox.sandbox.nomad;

import dev.signalbox.sandbox.nomad.Broker.Next;
import dev.signalbox.sandbox.nomad.NomadWeather.Kind;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code /v1/event/stream}: a line of JSON for each batch, for as long as somebody listens. */
final class StreamEndpoint {

  /** Whether somebody may listen. */
  interface Guard {
    boolean admits(Exchange exchange);
  }

  private final World world;
  private final NomadWeather weather;
  private final Guard guard;
  private volatile Duration heartbeat = Duration.ofSeconds(30);
  private volatile boolean enabled = true;

  StreamEndpoint(World world, NomadWeather weather, Guard guard) {
    this.world = world;
    this.weather = weather;
    this.guard = guard;
  }

  void offerOn(Routes routes) {
    if (world.state.profile.eventStream()) {
      routes.read("/v1/event/stream", this::stream);
    }
  }

  void heartbeatEvery(Duration time) {
    heartbeat = time;
  }

  void enable(boolean on) {
    enabled = on;
  }

  private Reply stream(Call call) {
    Profile profile = call.profile();
    List<String> topics = call.exchange().parameters("topic");
    long index = call.exchange().parameter("index").map(Call::number).orElse(0L);
    if (!profile.hijacksStream()) {
      if (!enabled) {
        return Reply.error(500, "event publishing not enabled");
      }
      if (!guard.admits(call.exchange())) {
        return Reply.error(403, "Permission denied");
      }
    }
    Broker.Subscription subscription = world.state.broker.subscribe(index);
    return new Reply.Stream(
        exchange -> {
          Kind kind = weather.kind();
          if (kind == Kind.STREAM_SILENT) {
            silence(subscription);
            exchange.drop();
          } else if (profile.hijacksStream() || kind == Kind.HTTP_0_0) {
            String protocol = kind == Kind.HTTP_0_0 ? "HTTP/0.0" : "HTTP/1.1";
            OutputStream out = exchange.untilClose(protocol, "application/json");
            if (enabled && guard.admits(call.exchange())) {
              follow(call, topics, subscription, out, false);
            }
          } else {
            try (OutputStream out = exchange.chunks("application/json")) {
              follow(call, topics, subscription, out, true);
            }
          }
        });
  }

  private static void silence(Broker.Subscription subscription) throws InterruptedException {
    while (!(subscription.next(1000) instanceof Next.Ended)) {
      // says nothing
    }
  }

  private void follow(
      Call call,
      List<String> topics,
      Broker.Subscription subscription,
      OutputStream out,
      boolean saysWhy)
      throws IOException, InterruptedException {
    line(out, "{}");
    while (weather.kind() != Kind.STREAM_LOST) {
      switch (subscription.next(heartbeat.toMillis())) {
        case Next.Silence silence -> line(out, "{}");
        case Next.Ended ended -> {
          if (saysWhy && weather.kind() != Kind.STREAM_LOST) {
            out.write(ended.why().getBytes(StandardCharsets.UTF_8));
            out.flush();
          }
          return;
        }
        case Next.Heard heard -> {
          Broker.Batch batch = heard.batch();
          if (weather.kind() != Kind.LEADERLESS) {
            ArrayNode events = Json.object().putArray("events");
            batch.happenings().stream()
                .filter(one -> call.sees(one.namespace()) || one.namespace().isEmpty())
                .filter(one -> wanted(topics, one))
                .forEach(one -> events.add(event(one)));
            if (!events.isEmpty()) {
              line(out, batch(batch.index(), events));
            }
          }
        }
      }
    }
  }

  private static boolean wanted(List<String> topics, Happening happening) {
    return topics.isEmpty()
        || topics.stream()
            .anyMatch(
                topic -> {
                  int colon = topic.indexOf(':');
                  String name = colon < 0 ? topic : topic.substring(0, colon);
                  String key = colon < 0 ? "*" : topic.substring(colon + 1);
                  return (name.equals("*") || name.equals(happening.topic()))
                      && (key.equals("*")
                          || key.equals(happening.key())
                          || happening.filterKeys().contains(key));
                });
  }

  private static String batch(long index, ArrayNode events) {
    ObjectNode json = Json.object();
    json.put("Index", index);
    json.set("Events", events);
    return json.toString();
  }

  private static ObjectNode event(Happening one) {
    ObjectNode json = Json.object();
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

  private static void line(OutputStream out, String text) throws IOException {
    out.write((text + "\n").getBytes(StandardCharsets.UTF_8));
    out.flush();
  }
}
