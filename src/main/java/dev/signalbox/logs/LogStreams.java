package dev.signalbox.logs;

import dev.signalbox.live.SseConnections;
import dev.signalbox.live.SseConnections.Kind;
import dev.signalbox.live.StreamOwner;
import dev.signalbox.live.StreamTab;
import dev.signalbox.logs.LogFollowers.Viewer;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import tools.jackson.databind.json.JsonMapper;

/** The open log streams. Updates are sent at most ten times per second. */
@Component
class LogStreams {

  private static final Duration INTERVAL = Duration.ofMillis(100);

  private final Set<LogStream> streams = ConcurrentHashMap.newKeySet();
  private final LogFollowers followers;
  private final SseConnections connections;
  private final JsonMapper json;
  private final TaskExecutor executor;
  private boolean scheduled;

  LogStreams(
      LogFollowers followers, SseConnections connections, JsonMapper json, TaskExecutor executor) {
    this.followers = followers;
    this.connections = connections;
    this.json = json;
    this.executor = executor;
  }

  /**
   * Opens a stream of the current user.
   *
   * @param viewer the name of the user
   * @param after the position of the last line that the page has, or empty
   */
  ResponseEntity<SseEmitter> open(String viewer, StreamTab tab, List<LogPart> parts, String after) {
    return connections.open(Kind.LOGS, tab, owner -> open(owner, viewer, parts, after));
  }

  private LogStream open(StreamOwner owner, String viewer, List<LogPart> parts, String after) {
    LogReader reader = followers.open(new Viewer(owner.userId(), viewer), parts, after);
    LogStream stream = new LogStream(reader, json, streams::remove);
    streams.add(stream);
    scheduleUpdates();
    return stream;
  }

  private synchronized void scheduleUpdates() {
    if (!scheduled) {
      scheduled = true;
      executor.schedule(INTERVAL, this::sendUpdates);
    }
  }

  private void sendUpdates() {
    streams.forEach(LogStream::allowUpdate);
    connections.write(Kind.LOGS);
    synchronized (this) {
      scheduled = !streams.isEmpty();
      if (scheduled) {
        executor.schedule(INTERVAL, this::sendUpdates);
      }
    }
  }
}
