package dev.signalbox.live;

import java.io.IOException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * One stream of server-sent events. It writes on a separate thread as fast as the browser reads, so
 * that a slow client does not delay others.
 */
final class SseConnection {

  private final SseConnections.Kind kind;
  private final StreamOwner owner;
  private final String name;
  private final SseContent content;
  private final SseEmitter emitter;
  private final Executor writers;
  private final AtomicBoolean writing = new AtomicBoolean();
  private volatile boolean heartbeatDue;
  private volatile boolean ended;

  /**
   * Creates an open stream.
   *
   * @param name the name that the page gave it, or empty
   */
  SseConnection(
      SseConnections.Kind kind,
      StreamOwner owner,
      String name,
      SseContent content,
      SseEmitter emitter,
      Executor writers) {
    this.kind = kind;
    this.owner = owner;
    this.name = name;
    this.content = content;
    this.emitter = emitter;
    this.writers = writers;
  }

  SseConnections.Kind kind() {
    return kind;
  }

  StreamOwner owner() {
    return owner;
  }

  SseContent content() {
    return content;
  }

  boolean hasName(String other) {
    return !name.isEmpty() && name.equals(other);
  }

  void heartbeat() {
    heartbeatDue = true;
    write();
  }

  /** Sends {@code bye}, so that the page can report the end of the session, and closes. */
  void end() {
    ended = true;
    write();
  }

  /**
   * Closes the stream. The page reconnects automatically. On a separate thread, because the emitter
   * waits for a write in progress, which blocks if the client has stopped reading.
   */
  void close() {
    writers.execute(emitter::complete);
  }

  /** Sends the updates unless they are being sent. */
  void write() {
    if (hasWork() && writing.compareAndSet(false, true)) {
      writers.execute(this::sendAll);
    }
  }

  private boolean hasWork() {
    return ended || heartbeatDue || content.hasUpdate();
  }

  private void sendAll() {
    try {
      while (hasWork()) {
        if (ended) {
          emitter.send(SseEmitter.event().name("bye").data("signed out"));
          emitter.complete();
          return;
        }
        if (heartbeatDue) {
          heartbeatDue = false;
          emitter.send(SseEmitter.event().comment("heartbeat"));
        } else {
          content.send(emitter);
        }
      }
    } catch (IOException | IllegalStateException e) {
      // the client has disconnected: the servlet container calls the callbacks registered by
      // SseConnections, and completing the stream here would fail after that
      return;
    }
    writing.set(false);
    // an update may have arrived since the last check
    write();
  }
}
