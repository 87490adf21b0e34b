package dev.signalbox.bench;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The visible tab of an admin. Requests the same as a browser with htmx and live.js: a page, the
 * parts that it loads, one event stream, and the parts of which a topic has changed. Assets are
 * cached by browsers and not requested.
 */
final class AdminTab {

  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  /** As in live.js. */
  private static final Duration MIN_INTERVAL = Duration.ofMillis(100);

  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private static final Pattern ELEMENT =
      Pattern.compile("<[a-z]+ [^>]*(?:data-live|hx-trigger)=[^>]*>");
  private static final Pattern ATTRIBUTE =
      Pattern.compile("(data-live|data-live-url|hx-get|hx-trigger)=\"([^\"]*)\"");
  private static final Pattern INTERVAL = Pattern.compile("every (\\d+)s");

  private final URI console;
  private final String cookie;
  private final LoadRecorder recorder;
  private final BlockingQueue<String> changed = new LinkedBlockingQueue<>();
  private String stream = "";

  AdminTab(URI console, String cookie, LoadRecorder recorder) {
    this.console = console;
    this.cookie = cookie;
    this.recorder = recorder;
  }

  /** Loads a page and keeps it open until {@link System#nanoTime} reaches a value. */
  @SuppressWarnings("try") // closes the stream when the page is left
  void show(String path, long until) throws IOException, InterruptedException {
    List<Part> parts = parts(path, get(path, path, false));
    try (Socket unused = listen()) {
      for (Part part : parts) {
        if (part.loadsLater()) {
          get(part.url(), LoadRecorder.PART, true);
        }
      }
      Duration interval = shortestInterval(parts);
      long poll = System.nanoTime() + interval.toNanos();
      while (System.nanoTime() < until) {
        String topic =
            changed.poll(Math.min(until, poll) - System.nanoTime(), TimeUnit.NANOSECONDS);
        if (topic != null) {
          refresh(parts, topic);
        } else if (System.nanoTime() >= poll) {
          for (Part part : parts) {
            if (!part.interval().isZero()) {
              get(part.url(), LoadRecorder.POLL, true);
            }
          }
          poll = System.nanoTime() + interval.toNanos();
        }
      }
    }
  }

  /** Requests the parts of all changed topics once. Changes that arrive meanwhile wait. */
  private void refresh(List<Part> parts, String topic) throws IOException, InterruptedException {
    Set<String> topics = new HashSet<>(Set.of(topic));
    changed.drainTo(topics);
    Set<String> urls = new HashSet<>();
    for (Part part : parts) {
      if (topics.contains("resync") || part.topics().stream().anyMatch(topics::contains)) {
        urls.add(part.liveUrl());
      }
    }
    for (String url : urls) {
      get(url, LoadRecorder.LIVE, true);
    }
    Thread.sleep(MIN_INTERVAL);
  }

  private String get(String path, String name, boolean background)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(console.resolve(path))
            .timeout(TIMEOUT)
            .header("Accept", "text/html,*/*;q=0.8")
            .header("Accept-Encoding", "gzip")
            .header("Cookie", cookie);
    if (background) {
      request.header("HX-Request", "true").header("X-Signalbox-Background", "true");
    }
    long start = System.nanoTime();
    HttpResponse<byte[]> response = CLIENT.send(request.build(), BodyHandlers.ofByteArray());
    recorder.record(name, System.nanoTime() - start);
    if (response.statusCode() != 200) {
      recorder.fail(path + " returned " + response.statusCode());
    }
    return text(response);
  }

  private static String text(HttpResponse<byte[]> response) throws IOException {
    boolean packed = response.headers().firstValue("Content-Encoding").orElse("").equals("gzip");
    try (InputStream plain = new ByteArrayInputStream(response.body());
        InputStream body = packed ? new GZIPInputStream(plain) : plain) {
      return new String(body.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** Opens an event stream that replaces the one of the last page. */
  private Socket listen() throws IOException {
    String name = UUID.randomUUID().toString().substring(0, 8);
    Socket socket = new Socket(console.getHost(), console.getPort());
    String request =
        "GET /events?name=%s&replaces=%s HTTP/1.1\r\nHost: %s\r\nAccept: text/event-stream\r\nCookie: %s\r\n\r\n"
            .formatted(name, stream, console.getAuthority(), cookie);
    socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
    stream = name;
    changed.clear();
    Thread.ofVirtual().start(() -> read(socket));
    return socket;
  }

  private void read(Socket socket) {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8), 1024)) {
      String status = lines.readLine();
      if (status == null || !status.stripTrailing().endsWith(" 200")) {
        recorder.fail("/events returned " + status);
        return;
      }
      recorder.streamOpened();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("data:")) {
          recorder.eventReceived();
          changed.add(line.substring("data:".length()).strip());
        }
      }
      recorder.fail("The server ended an event stream.");
    } catch (IOException e) {
      if (!socket.isClosed()) {
        recorder.fail("An event stream broke: " + e.getMessage());
      }
    }
  }

  private static Duration shortestInterval(List<Part> parts) {
    return parts.stream()
        .map(Part::interval)
        .filter(interval -> !interval.isZero())
        .min(Duration::compareTo)
        .orElse(Duration.ofDays(1));
  }

  private static List<Part> parts(String path, String html) {
    List<Part> parts = new ArrayList<>();
    Matcher element = ELEMENT.matcher(html);
    while (element.find()) {
      Map<String, String> attributes = new HashMap<>();
      Matcher attribute = ATTRIBUTE.matcher(element.group());
      while (attribute.find()) {
        attributes.put(attribute.group(1), attribute.group(2).replace("&amp;", "&"));
      }
      parts.add(Part.of(path, attributes));
    }
    return parts;
  }

  /**
   * A part of a page.
   *
   * @param loadUrl what htmx loads, or null
   * @param interval of repeated loads, or zero
   * @param liveUrl what is loaded after a change of a topic
   */
  private record Part(
      @Nullable String loadUrl,
      String trigger,
      Duration interval,
      String liveUrl,
      Set<String> topics) {

    static Part of(String path, Map<String, String> attributes) {
      String trigger = attributes.getOrDefault("hx-trigger", "");
      Matcher interval = INTERVAL.matcher(trigger);
      return new Part(
          attributes.get("hx-get"),
          trigger,
          interval.find() ? Duration.ofSeconds(Long.parseLong(interval.group(1))) : Duration.ZERO,
          attributes.getOrDefault("data-live-url", path),
          Set.of(attributes.getOrDefault("data-live", "").split(" ")));
    }

    boolean loadsLater() {
      return loadUrl != null && trigger.startsWith("load");
    }

    String url() {
      return loadUrl == null ? liveUrl : loadUrl;
    }
  }
}
