package dev.signalbox.sandbox;

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

/** What a tab hears on its stream, line by line, until one side closes it. */
public final class LiveStream implements AutoCloseable {

  /** A person should see an end or a change within these. */
  private static final Duration SECONDS = Duration.ofSeconds(5);

  private final InputStream in;
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private volatile boolean over;

  LiveStream(InputStream in) {
    this.in = in;
    Thread.ofVirtual().name("live-stream").start(this::read);
    awaitLine(":still here");
  }

  /** Everything heard so far. */
  public List<String> lines() {
    return lines;
  }

  /** Waits for a line; heard before counts too. */
  public void awaitLine(String line) {
    await().atMost(SECONDS).untilAsserted(() -> assertThat(lines).contains(line));
  }

  /** Waits until a topic was told. */
  public void awaitTopic(String topic) {
    awaitLine("data:" + topic);
  }

  /** Waits until the console said goodbye and closed. */
  public void awaitGoodbye() {
    awaitLine("event:bye");
    awaitEnd();
  }

  /** Waits until the stream is closed, in whatever way. */
  public void awaitEnd() {
    await().atMost(SECONDS).until(() -> over);
  }

  public boolean isOver() {
    return over;
  }

  /** The tab is closed. */
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
      over = true;
    }
  }
}
