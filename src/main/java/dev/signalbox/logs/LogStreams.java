package dev.signalbox.logs;

import dev.signalbox.coordination.InstanceNotification;
import dev.signalbox.coordination.InstanceNotificationHandler;
import dev.signalbox.live.StreamOwner;
import dev.signalbox.live.StreamOwnerResolver;
import dev.signalbox.logs.LogFollowers.Viewer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import tools.jackson.databind.json.JsonMapper;

/** The open log streams. Updates are sent at most ten times per second. */
@Component
class LogStreams implements InstanceNotificationHandler {

  /** Maximum number of streams per user. Pages in the background close theirs. */
  static final int MAX_PER_USER = 6;

  /** About 25 MB of heap. */
  static final int MAX_TOTAL = 200;

  private static final Duration INTERVAL = Duration.ofMillis(100);

  private final Set<LogStream> streams = ConcurrentHashMap.newKeySet();
  private final LogFollowers followers;
  private final StreamOwnerResolver owners;
  private final JsonMapper json;
  private final TaskExecutor executor;
  private boolean scheduled;
  private boolean isShuttingDown;

  LogStreams(
      LogFollowers followers, StreamOwnerResolver owners, JsonMapper json, TaskExecutor executor) {
    this.followers = followers;
    this.owners = owners;
    this.json = json;
    this.executor = executor;
  }

  /** Opens a stream, or returns the limit that was reached. */
  synchronized OpenResult open(
      StreamOwner owner, String name, Tab tab, List<LogPart> parts, String after) {
    List<LogStream> own =
        streams.stream().filter(s -> s.owner().userId().equals(owner.userId())).toList();
    Optional<LogStream> last = own.stream().filter(s -> s.hasName(tab.replaces())).findAny();
    last.ifPresent(this::closeNow);
    if (own.size() - (last.isPresent() ? 1 : 0) >= MAX_PER_USER) {
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
    LogReader reader = followers.open(new Viewer(owner.userId(), name), parts, after);
    LogStream stream = new LogStream(owner, tab.name(), reader, emitter, json, executor);
    emitter.onCompletion(() -> leave(stream));
    emitter.onError(e -> leave(stream));
    emitter.onTimeout(emitter::complete);
    streams.add(stream);
    // the first update, sent after the response has started, opens the stream in the browser
    stream.heartbeatIsDue();
    if (!scheduled) {
      scheduled = true;
      executor.schedule(INTERVAL, this::sendUpdates);
    }
    return new OpenResult.Opened(emitter);
  }

  @Override
  public void handle(InstanceNotification notification) {
    switch (notification) {
      case InstanceNotification.TopicChanged changed -> {}
      case InstanceNotification.FormCompleted completed -> {}
      case InstanceNotification.AccessRevoked revoked ->
          closeStreams(owner -> owner.userId().equals(revoked.userId()));
      case InstanceNotification.SessionEnded ended ->
          closeStreams(owner -> owner.session().equals(ended.session()));
    }
  }

  private void closeStreams(Predicate<StreamOwner> whose) {
    streams.stream().filter(stream -> whose.test(stream.owner())).forEach(LogStream::end);
  }

  /** Revalidates owners after notifications may have been lost. */
  @Override
  public void connected() {
    endUnauthorized();
  }

  /** Revalidates owners in case a notification was lost, and detects disconnected clients. */
  @Scheduled(fixedDelayString = "PT15S")
  void heartbeat() {
    streams.forEach(LogStream::heartbeat);
    endUnauthorized();
  }

  private void endUnauthorized() {
    if (streams.isEmpty()) {
      return;
    }
    Set<StreamOwner> valid =
        owners.stillAuthorized(streams.stream().map(LogStream::owner).collect(Collectors.toSet()));
    closeStreams(owner -> !valid.contains(owner));
  }

  /** Closes all streams, which would delay the graceful shutdown, and those that follow. */
  @Order(Ordered.HIGHEST_PRECEDENCE)
  @EventListener
  synchronized void closeAll(ContextClosedEvent shuttingDown) {
    isShuttingDown = true;
    streams.forEach(LogStream::close);
  }

  int size() {
    return streams.size();
  }

  private void closeNow(LogStream stream) {
    leave(stream);
    stream.close();
  }

  private void leave(LogStream stream) {
    if (streams.remove(stream)) {
      stream.reader().close();
    }
  }

  private void sendUpdates() {
    streams.forEach(LogStream::write);
    synchronized (this) {
      scheduled = !streams.isEmpty();
      if (scheduled) {
        executor.schedule(INTERVAL, this::sendUpdates);
      }
    }
  }

  /**
   * Identifies the stream of a browser tab.
   *
   * @param name the name that the page gave the new stream, or empty
   * @param replaces the name of the previous stream of the same tab, or empty. The server notices
   *     that a page was left only on the next write, which may be late for an idle log.
   */
  record Tab(String name, String replaces) {}

  /** The result of opening a stream. */
  sealed interface OpenResult {

    record Opened(SseEmitter emitter) implements OpenResult {}

    record UserLimitReached() implements OpenResult {}

    record TotalLimitReached() implements OpenResult {}
  }
}
