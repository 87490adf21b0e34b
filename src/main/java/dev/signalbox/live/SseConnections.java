package dev.signalbox.live;

import dev.signalbox.coordination.InstanceNotification;
import dev.signalbox.coordination.InstanceNotificationHandler;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PreDestroy;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** The open streams of this instance, limited because each needs about 110 kB of heap. */
@Component
class SseConnections implements InstanceNotificationHandler {

  /** Browsers allow six connections to one host over HTTP/1.1. */
  static final int MAX_PER_USER = 6;

  /** About 220 MB of heap. */
  static final int MAX_TOTAL = 2000;

  private final Set<SseConnection> streams = ConcurrentHashMap.newKeySet();
  private final ExecutorService writers = Executors.newVirtualThreadPerTaskExecutor();
  private final StreamOwnerResolver owners;
  private boolean isShuttingDown;

  SseConnections(StreamOwnerResolver owners, MeterRegistry meters) {
    this.owners = owners;
    Gauge.builder("signalbox.live.streams", streams, Set::size)
        .description("Open streams of live updates")
        .register(meters);
  }

  /**
   * Opens a stream, or returns the limit that was reached. Synchronized, so that concurrent calls
   * can't exceed a limit.
   *
   * @param name the name that the page gave it, unique per owner, or empty
   * @param replaces the name of the previous stream of the same tab, or empty. The server notices
   *     that a page was left only on the next write; without this, fast navigation would reach the
   *     limit with abandoned streams.
   */
  synchronized OpenResult open(StreamOwner owner, String name, String replaces) {
    List<SseConnection> ownersStreams =
        streams.stream().filter(stream -> stream.owner().userId().equals(owner.userId())).toList();
    Optional<SseConnection> last =
        ownersStreams.stream().filter(stream -> stream.hasName(replaces)).findAny();
    last.ifPresent(this::closeNow);
    if (ownersStreams.size() - (last.isPresent() ? 1 : 0) >= MAX_PER_USER) {
      return new OpenResult.UserLimitReached();
    }
    if (streams.size() >= MAX_TOTAL) {
      return new OpenResult.TotalLimitReached();
    }
    SseEmitter emitter = new SseEmitter(0L);
    if (isShuttingDown) {
      emitter.complete();
      return new OpenResult.Opened(emitter);
    }
    SseConnection stream = new SseConnection(owner, name, emitter, writers);
    emitter.onCompletion(() -> streams.remove(stream));
    emitter.onError(e -> streams.remove(stream));
    emitter.onTimeout(emitter::complete);
    streams.add(stream);
    // opens the stream in the browser, and lets the page catch up
    stream.heartbeat();
    return new OpenResult.Opened(emitter);
  }

  @Override
  public void handle(InstanceNotification notification) {
    for (SseConnection stream : streams) {
      switch (notification) {
        case InstanceNotification.TopicChanged changed -> stream.enqueue(changed.topic());
        case InstanceNotification.FormCompleted completed -> {}
        case InstanceNotification.AccessRevoked revoked ->
            endIf(stream, stream.owner().userId().equals(revoked.userId()));
        case InstanceNotification.SessionEnded ended ->
            endIf(stream, stream.owner().session().equals(ended.session()));
      }
    }
  }

  /** Refreshes all pages and revalidates all owners after notifications may have been lost. */
  @Override
  public void connected() {
    endUnauthorized();
    streams.forEach(stream -> stream.enqueue("resync"));
  }

  @Scheduled(fixedDelayString = "PT15S")
  void heartbeat() {
    streams.forEach(SseConnection::heartbeat);
    endUnauthorized();
  }

  /**
   * Closes all streams, which would delay the graceful shutdown, and those that pages open until
   * the server accepts no more connections.
   */
  @Order(Ordered.HIGHEST_PRECEDENCE)
  @EventListener
  synchronized void closeAll(ContextClosedEvent shuttingDown) {
    isShuttingDown = true;
    streams.forEach(SseConnection::close);
  }

  @PreDestroy
  void stopWriting() {
    writers.shutdown();
  }

  private void closeNow(SseConnection stream) {
    streams.remove(stream);
    stream.close();
  }

  private void endUnauthorized() {
    if (streams.isEmpty()) {
      return;
    }
    Set<StreamOwner> connected =
        streams.stream().map(SseConnection::owner).collect(Collectors.toSet());
    Set<StreamOwner> valid = owners.stillAuthorized(connected);
    streams.forEach(stream -> endIf(stream, !valid.contains(stream.owner())));
  }

  private static void endIf(SseConnection stream, boolean ended) {
    if (ended) {
      stream.end();
    }
  }

  /** The result of opening a stream. */
  sealed interface OpenResult {

    record Opened(SseEmitter emitter) implements OpenResult {}

    record UserLimitReached() implements OpenResult {}

    record TotalLimitReached() implements OpenResult {}
  }
}
