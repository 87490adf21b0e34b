package dev.signalbox.sandbox.kubernetes;

import dev.signalbox.sandbox.kubernetes.ClusterFaults.Kind;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Sends the changes of objects, over a WebSocket or as lines of JSON. The watch of a removed CRD
 * ends, and a version that is too old is answered by an event of type ERROR with code 410.
 */
final class WatchEndpoint {

  private static final Duration POLL_INTERVAL = Duration.ofMillis(100);
  private static final Duration MAX_DURATION = Duration.ofMinutes(30);

  private final ClusterObjects objects;
  private final Set<ObjectWatch> open = ConcurrentHashMap.newKeySet();

  WatchEndpoint(ClusterObjects objects) {
    this.objects = objects;
  }

  ApiServerResponse handle(ApiServerCall call, ClusterFaults faults) {
    Predicate<JsonNode> selector =
        ObjectSelector.of(call.parameter("labelSelector"), call.parameter("fieldSelector"));
    return new ApiServerResponse.Streaming(exchange -> write(call, faults, selector));
  }

  int openWatches() {
    return open.size();
  }

  /** Ends all open watches without a closing message. */
  void cutAll() {
    open.forEach(ObjectWatch::cut);
  }

  private void write(ApiServerCall call, ClusterFaults faults, Predicate<JsonNode> selector)
      throws IOException, InterruptedException {
    WatchConnection stream = WatchConnection.open(call.exchange());
    if (faults.kind() == Kind.WATCH_CUT) {
      return;
    }
    Long from = version(call);
    if (faults.kind() == Kind.GONE) {
      sendError(stream, ApiServerException.expired("too old resource version: " + from));
      return;
    }
    try (ObjectWatch watch = objects.watch(call.resource(), from)) {
      open.add(watch);
      Thread.ofVirtual().start(() -> cutWithClient(stream, watch));
      try {
        EventSender sender = event -> sendEvent(call, event, stream, selector);
        send(watch, faults, call.number("timeoutSeconds"), sender);
        if (!watch.isCut()) {
          // the bookmark must not be newer than an event that was not sent
          long version = objects.finish(watch);
          sendRemaining(watch, faults, sender);
          sendBookmark(call, stream, version);
          stream.end();
        }
      } finally {
        open.remove(watch);
      }
    } catch (ApiServerException e) {
      sendError(stream, e);
    }
  }

  /** Sends events until the watch is cut, its time is over or its resource is removed. */
  private static void send(ObjectWatch watch, ClusterFaults faults, int seconds, EventSender sender)
      throws IOException, InterruptedException {
    Duration duration = seconds > 0 ? Duration.ofSeconds(seconds) : MAX_DURATION;
    long deadline = System.nanoTime() + duration.toNanos();
    while (!watch.isCut()) {
      ObjectEvent event = watch.next(POLL_INTERVAL);
      while (faults.freezesWatches() && !watch.isCut()) {
        TimeUnit.MILLISECONDS.sleep(POLL_INTERVAL.toMillis());
      }
      if (event != null && !watch.isCut()) {
        if (faults.kind() != Kind.WATCH_LOSING) {
          sender.send(event);
        }
      } else if (watch.hasEnded() || System.nanoTime() > deadline) {
        return;
      }
    }
  }

  private static void sendRemaining(ObjectWatch watch, ClusterFaults faults, EventSender sender)
      throws IOException, InterruptedException {
    for (ObjectEvent event = watch.next(Duration.ZERO);
        event != null;
        event = watch.next(Duration.ZERO)) {
      if (faults.kind() != Kind.WATCH_LOSING) {
        sender.send(event);
      }
    }
  }

  private interface EventSender {
    void send(ObjectEvent event) throws IOException;
  }

  private static void sendEvent(
      ApiServerCall call, ObjectEvent event, WatchConnection stream, Predicate<JsonNode> selector)
      throws IOException {
    ObjectNode before = event.before();
    String namespace = call.namespace();
    if (!namespace.isEmpty() && !ObjectJson.namespace(event.object()).equals(namespace)) {
      return;
    }
    if (!call.name().isEmpty() && !ObjectJson.name(event.object()).equals(call.name())) {
      return;
    }
    boolean matched = before != null && selector.test(before);
    boolean matches = event.type() != ObjectEvent.Type.DELETED && selector.test(event.object());
    if (matches) {
      stream.send(WatchConnection.event(matched ? "MODIFIED" : "ADDED", event.object().toString()));
    } else if (matched) {
      stream.send(WatchConnection.event("DELETED", event.object().toString()));
    }
  }

  private static void sendBookmark(ApiServerCall call, WatchConnection stream, long version)
      throws IOException {
    if (call.exchange().hasFlag("allowWatchBookmarks")) {
      ObjectNode bookmark = ObjectJson.MAPPER.createObjectNode();
      bookmark.put("kind", call.resource().kind()).put("apiVersion", call.resource().apiVersion());
      ObjectMetadata.setVersion(bookmark, version);
      stream.send(WatchConnection.event("BOOKMARK", bookmark.toString()));
    }
  }

  private static void sendError(WatchConnection stream, ApiServerException error)
      throws IOException {
    stream.send(WatchConnection.event("ERROR", error.status().toString()));
    stream.end();
  }

  private static void cutWithClient(WatchConnection stream, ObjectWatch watch) {
    try {
      stream.awaitClientClose();
    } catch (IOException e) {
      // closed by the server
    }
    watch.cut();
  }

  /** Returns the version after which the client wants changes, or null for the current state. */
  private static @Nullable Long version(ApiServerCall call) {
    String version = call.parameter("resourceVersion");
    return version.isEmpty() || version.equals("0") ? null : Long.valueOf(version);
  }
}
