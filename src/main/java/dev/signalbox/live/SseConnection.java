package dev.signalbox.live;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter.SseEventBuilder;

/**
 * The event stream of one open tab. Each stream writes on a separate thread, so that a slow client
 * does not delay others. A topic that changes several times meanwhile is sent once.
 */
final class SseConnection {

  private final StreamOwner owner;
  private final String name;
  private final SseEmitter emitter;
  private final Executor writers;
  private final Set<String> pending = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean writing = new AtomicBoolean();
  private volatile boolean heartbeatDue;
  private volatile boolean ended;

  /**
   * Creates an open stream.
   *
   * @param name the name that the page gave it, or empty
   */
  SseConnection(StreamOwner owner, String name, SseEmitter emitter, Executor writers) {
    this.owner = owner;
    this.name = name;
    this.emitter = emitter;
    this.writers = writers;
  }

  StreamOwner owner() {
    return owner;
  }

  boolean hasName(String other) {
    return !name.isEmpty() && name.equals(other);
  }

  void enqueue(String topic) {
    pending.add(topic);
    write();
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

  private void write() {
    if (writing.compareAndSet(false, true)) {
      writers.execute(this::drain);
    }
  }

  private void drain() {
    try {
      while (ended || heartbeatDue || !pending.isEmpty()) {
        if (ended) {
          send(SseEmitter.event().name("bye").data("signed out"));
          emitter.complete();
          return;
        }
        if (heartbeatDue) {
          heartbeatDue = false;
          send(SseEmitter.event().comment("heartbeat"));
        }
        for (String topic : Set.copyOf(pending)) {
          pending.remove(topic);
          send(SseEmitter.event().name("topic").data(topic));
        }
      }
    } catch (IOException | IllegalStateException e) {
      // the client has disconnected: the servlet container calls the callbacks registered by
      // SseConnections, and completing the stream here would fail after that
      return;
    }
    writing.set(false);
    if (ended || heartbeatDue || !pending.isEmpty()) {
      write();
    }
  }

  private void send(SseEventBuilder event) throws IOException {
    emitter.send(event);
  }
}
