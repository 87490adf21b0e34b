package dev.signalbox.live;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter.SseEventBuilder;

/**
 * One open tab. A slow reader holds up nobody: each stream writes on a thread of its own, and
 * topics that pile up meanwhile are told once.
 */
final class Stream {

  private final StreamOwner owner;
  private final String name;
  private final SseEmitter emitter;
  private final Executor writers;
  private final Set<String> untold = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean writing = new AtomicBoolean();
  private volatile boolean heartbeatDue;
  private volatile boolean over;

  /**
   * A stream that stands open.
   *
   * @param name what its page calls it, or empty
   */
  Stream(StreamOwner owner, String name, SseEmitter emitter, Executor writers) {
    this.owner = owner;
    this.name = name;
    this.emitter = emitter;
    this.writers = writers;
  }

  StreamOwner owner() {
    return owner;
  }

  boolean isCalled(String other) {
    return !name.isEmpty() && name.equals(other);
  }

  void tell(String topic) {
    untold.add(topic);
    write();
  }

  void heartbeat() {
    heartbeatDue = true;
    write();
  }

  /** Says goodbye, so that the page can tell the person, and closes. */
  void end() {
    over = true;
    write();
  }

  /** Closes without a word; the page will connect again by itself. */
  void close() {
    emitter.complete();
  }

  private void write() {
    if (writing.compareAndSet(false, true)) {
      writers.execute(this::drain);
    }
  }

  private void drain() {
    try {
      while (over || heartbeatDue || !untold.isEmpty()) {
        if (over) {
          send(SseEmitter.event().name("bye").data("signed out"));
          emitter.complete();
          return;
        }
        if (heartbeatDue) {
          heartbeatDue = false;
          send(SseEmitter.event().comment("still here"));
        }
        for (String topic : Set.copyOf(untold)) {
          untold.remove(topic);
          send(SseEmitter.event().name("topic").data(topic));
        }
      }
    } catch (IOException | IllegalStateException e) {
      // the reader is gone; completing makes the container tell Streams
      emitter.completeWithError(e);
      return;
    }
    writing.set(false);
    if (over || heartbeatDue || !untold.isEmpty()) {
      write();
    }
  }

  private void send(SseEventBuilder event) throws IOException {
    emitter.send(event);
  }
}
