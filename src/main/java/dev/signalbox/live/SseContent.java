package dev.signalbox.live;

import java.io.IOException;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** What a stream of server-sent events sends. */
public interface SseContent {

  /** Whether an update is to be sent. */
  boolean hasUpdate();

  /**
   * Sends the next update. Called by one thread at a time; may block while the browser does not
   * read.
   */
  void send(SseEmitter emitter) throws IOException;

  /** Called once after the stream has closed. */
  void close();
}
