package dev.signalbox.live;

import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** Live updates of open pages, which open their stream again when it is closed. */
final class ReconnectingStreams implements AutoCloseable {

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final List<Tab> tabs = new ArrayList<>();
  private final Queue<String> failures = new ConcurrentLinkedQueue<>();
  private volatile boolean closed;

  private ReconnectingStreams() {}

  /** Opens streams for each user and waits until all are open. */
  static ReconnectingStreams open(URI address, int perUser, String... cookies) {
    ReconnectingStreams streams = new ReconnectingStreams();
    for (String user : cookies) {
      for (int i = 0; i < perUser; i++) {
        Tab tab =
            new Tab(
                HttpRequest.newBuilder(address.resolve("/events"))
                    .header("Cookie", user)
                    .header("Accept", "text/event-stream")
                    .build());
        streams.tabs.add(tab);
        Thread.ofVirtual().start(() -> streams.reconnect(tab));
      }
    }
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> streams.tabs.stream().allMatch(tab -> tab.opened.get() == 1));
    return streams;
  }

  Collection<String> failures() {
    return failures;
  }

  /** Returns how often each stream was opened. */
  List<Integer> timesOpened() {
    return tabs.stream().map(tab -> tab.opened.get()).toList();
  }

  /** Returns the number of streams that have received a line. */
  long withLine(String line) {
    return tabs.stream().filter(tab -> tab.lines.contains(line)).count();
  }

  @Override
  public void close() {
    closed = true;
    client.shutdownNow();
  }

  private void reconnect(Tab tab) {
    while (!closed) {
      try {
        HttpResponse<InputStream> response = client.send(tab.request, BodyHandlers.ofInputStream());
        if (response.statusCode() != 200) {
          failures.add("Status " + response.statusCode());
          return;
        }
        tab.opened.incrementAndGet();
        read(tab, response.body());
      } catch (IOException e) {
        if (!closed) {
          failures.add(e.toString());
        }
        return;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  /** Reads until the stream is closed, or broken. */
  private static void read(Tab tab, InputStream stream) throws IOException {
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      reader.lines().forEach(tab.lines::add);
    } catch (UncheckedIOException e) {
      tab.lines.add("broken: " + e.getMessage());
    }
  }

  private static final class Tab {

    private final HttpRequest request;
    private final Set<String> lines = ConcurrentHashMap.newKeySet();
    private final AtomicInteger opened = new AtomicInteger();

    Tab(HttpRequest request) {
      this.request = request;
    }
  }
}
