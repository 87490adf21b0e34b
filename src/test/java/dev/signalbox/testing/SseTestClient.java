package dev.signalbox.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Reads an event stream line by line until it is closed. */
public final class SseTestClient implements AutoCloseable {

  /** Maximum time until a change or the end of the stream is received. */
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  private final InputStream in;
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private volatile boolean closed;

  SseTestClient(InputStream in) {
    this.in = in;
    Thread.ofVirtual().name("live-stream").start(this::read);
    awaitLine(":heartbeat");
  }

  /** Returns the lines received so far. */
  public List<String> lines() {
    return lines;
  }

  /** Waits for a line, which may have been received already. */
  public void awaitLine(String line) {
    await().atMost(TIMEOUT).untilAsserted(() -> assertThat(lines).contains(line));
  }

  /** Waits for an event with the topic. */
  public void awaitTopic(String topic) {
    awaitLine("data:" + topic);
  }

  /** Waits for the {@code bye} event and the end of the stream. */
  public void awaitByeEvent() {
    awaitByeEvent(TIMEOUT);
  }

  /** Waits for the event with which the server ends the stream, at most for a time. */
  public void awaitByeEvent(Duration limit) {
    await().atMost(limit).until(() -> closed && lines().contains("event:bye"));
  }

  /** Waits until the stream is closed for any reason. */
  public void awaitClosed() {
    await().atMost(TIMEOUT).until(() -> closed);
  }

  public boolean isClosed() {
    return closed;
  }

  /** Closes the stream from the client side. */
  @Override
  public void close() {
    try {
      in.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void read() {
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        lines.add(line);
      }
    } catch (IOException e) {
      lines.add("broken: " + e.getMessage());
    } finally {
      closed = true;
    }
  }
}
