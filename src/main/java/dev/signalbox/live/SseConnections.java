package dev.signalbox.live;

import dev.signalbox.coordination.InstanceNotification;
import dev.signalbox.coordination.InstanceNotificationHandler;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** The open streams of server-sent events of this instance. */
@Component
public class SseConnections implements InstanceNotificationHandler {

  /**
   * Maximum number of streams per user: browsers allow six connections to one host over HTTP/1.1,
   * and pages in the background close theirs.
   */
  static final int MAX_PER_USER = 6;

  private static final Duration RETRY_AFTER = Duration.ofSeconds(60);

  private final Set<SseConnection> streams = ConcurrentHashMap.newKeySet();
  private final ExecutorService writers = Executors.newVirtualThreadPerTaskExecutor();
  private final StreamOwnerResolver owners;
  private boolean isShuttingDown;

  SseConnections(StreamOwnerResolver owners, MeterRegistry meters) {
    this.owners = owners;
    Gauge.builder("signalbox.live.streams", () -> count(Kind.PAGES))
        .description("Open streams of live updates")
        .register(meters);
  }

  /** The purpose of a stream. Each kind has its own limits. */
  public enum Kind {
    /** Changed topics of pages. At the limit about 220 MB of heap. */
    PAGES(2000),
    /** Lines of logs. At the limit about 25 MB of heap. */
    LOGS(200);

    private final int maxTotal;

    Kind(int maxTotal) {
      this.maxTotal = maxTotal;
    }

    /** Maximum number of streams of an instance. */
    public int maxTotal() {
      return maxTotal;
    }
  }

  /**
   * Opens a stream of the current user.
   *
   * @param content creates what the stream sends; not called if it can't be opened
   * @return 403 without a user; 429 or 503 if the user or the instance has too many streams
   */
  public ResponseEntity<SseEmitter> open(
      Kind kind, StreamTab tab, Function<StreamOwner, SseContent> content) {
    return owners
        .current()
        .map(owner -> open(kind, owner, tab, content))
        .orElseGet(() -> ResponseEntity.status(HttpStatus.FORBIDDEN).build());
  }

  /** Synchronized, so that concurrent calls can't exceed a limit. */
  private synchronized ResponseEntity<SseEmitter> open(
      Kind kind, StreamOwner owner, StreamTab tab, Function<StreamOwner, SseContent> content) {
    List<SseConnection> own =
        of(kind).filter(stream -> stream.owner().userId().equals(owner.userId())).toList();
    Optional<SseConnection> last =
        own.stream().filter(stream -> stream.hasName(tab.replaces())).findAny();
    last.ifPresent(this::closeNow);
    if (own.size() - (last.isPresent() ? 1 : 0) >= MAX_PER_USER) {
      return limitReached(HttpStatus.TOO_MANY_REQUESTS);
    }
    if (count(kind) >= kind.maxTotal) {
      return limitReached(HttpStatus.SERVICE_UNAVAILABLE);
    }
    SseEmitter emitter = new SseEmitter(0L);
    if (isShuttingDown) {
      emitter.complete();
      return response(emitter);
    }
    SseConnection stream =
        new SseConnection(kind, owner, tab.name(), content.apply(owner), emitter, writers);
    emitter.onCompletion(() -> remove(stream));
    emitter.onError(e -> remove(stream));
    emitter.onTimeout(emitter::complete);
    streams.add(stream);
    // opens the stream in the browser, and lets the page catch up
    stream.heartbeat();
    return response(emitter);
  }

  /** Sends the updates of all streams of a kind. */
  public void write(Kind kind) {
    of(kind).forEach(SseConnection::write);
  }

  /** Number of open streams of a kind. */
  public long count(Kind kind) {
    return of(kind).count();
  }

  @Override
  public void handle(InstanceNotification notification) {
    switch (notification) {
      case InstanceNotification.TopicChanged changed -> {}
      case InstanceNotification.FormCompleted completed -> {}
      case InstanceNotification.AccessRevoked revoked ->
          endIf(owner -> owner.userId().equals(revoked.userId()));
      case InstanceNotification.SessionEnded ended ->
          endIf(owner -> owner.session().equals(ended.session()));
    }
  }

  /** Revalidates all owners after notifications may have been lost. */
  @Override
  public void connected() {
    endUnauthorized();
  }

  /** Revalidates owners in case a notification was lost, and detects disconnected clients. */
  @Scheduled(fixedDelayString = "PT15S")
  public void heartbeat() {
    streams.forEach(SseConnection::heartbeat);
    endUnauthorized();
  }

  /**
   * Closes all streams, which would delay the graceful shutdown, and those that pages open until
   * the server accepts no more connections.
   */
  @Order(Ordered.HIGHEST_PRECEDENCE + 1) // after the shutdown delay
  @EventListener
  synchronized void closeAll(ContextClosedEvent shuttingDown) {
    isShuttingDown = true;
    streams.forEach(SseConnection::close);
  }

  @PreDestroy
  void stopWriting() {
    writers.shutdown();
  }

  private Stream<SseConnection> of(Kind kind) {
    return streams.stream().filter(stream -> stream.kind() == kind);
  }

  private void closeNow(SseConnection stream) {
    remove(stream);
    stream.close();
  }

  private void remove(SseConnection stream) {
    if (streams.remove(stream)) {
      stream.content().close();
    }
  }

  private void endUnauthorized() {
    if (streams.isEmpty()) {
      return;
    }
    Set<StreamOwner> connected =
        streams.stream().map(SseConnection::owner).collect(Collectors.toSet());
    Set<StreamOwner> valid = owners.stillAuthorized(connected);
    // a stream that was opened meanwhile is valid
    connected.removeAll(valid);
    endIf(connected::contains);
  }

  private void endIf(Predicate<StreamOwner> condition) {
    streams.stream().filter(stream -> condition.test(stream.owner())).forEach(SseConnection::end);
  }

  private static ResponseEntity<SseEmitter> response(SseEmitter emitter) {
    return ResponseEntity.ok()
        .contentType(MediaType.TEXT_EVENT_STREAM)
        .header("X-Accel-Buffering", "no")
        .body(emitter);
  }

  private static ResponseEntity<SseEmitter> limitReached(HttpStatus status) {
    return ResponseEntity.status(status)
        .header(HttpHeaders.RETRY_AFTER, Long.toString(RETRY_AFTER.toSeconds()))
        .build();
  }
}
