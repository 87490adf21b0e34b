package dev.signalbox.live;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.sandbox.Persona;
import dev.signalbox.testing.HttpBrowser;
import dev.signalbox.testing.RunningConsole;
import dev.signalbox.testing.SseTestClient;
import dev.signalbox.testing.TestDatabase;
import dev.signalbox.testing.TestInstallation;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Tests event streams over real sockets. */
@Tag("integration")
class SseConnectionsIntegrationTests {

  private final RunningConsole console = RunningConsole.shared();
  private final SseConnections streams = console.bean(SseConnections.class);
  private final LocalTabs tabs = console.bean(LocalTabs.class);

  @AfterEach
  void endAllStreams() {
    console.database().sql("delete from spring_session").update();
    await()
        .untilAsserted(
            () -> {
              streams.heartbeat();
              assertThat(openStreams()).isZero();
            });
  }

  @Test
  void sendsHeartbeats() {
    SseTestClient stream = HttpBrowser.signedIn(console, Persona.VIEWER).openEventStream();
    long heartbeats = countHeartbeats(stream);

    streams.heartbeat();

    await().until(() -> countHeartbeats(stream) > heartbeats);
  }

  @Test
  void limitsTheStreamsOfAUser() {
    HttpBrowser browser = HttpBrowser.signedIn(console, Persona.ADMIN);
    IntStream.range(0, 6).forEach(tab -> browser.openEventStream());

    HttpResponse<String> seventh = browser.get("/events");

    assertThat(seventh.statusCode()).isEqualTo(429);
    assertThat(seventh.headers().firstValue("Retry-After")).contains("60");
  }

  @Test
  void countsStreamsPerUserAcrossBrowsers() {
    HttpBrowser browser = HttpBrowser.signedIn(console, Persona.ADMIN);
    IntStream.range(0, 6).forEach(tab -> browser.openEventStream());

    assertThat(HttpBrowser.signedIn(console, Persona.ADMIN).get("/events").statusCode())
        .isEqualTo(429);
    HttpBrowser.signedIn(console, Persona.VIEWER).openEventStream().awaitLine(":heartbeat");
  }

  @Test
  void freesAStreamWhenATabIsClosed() {
    HttpBrowser browser = HttpBrowser.signedIn(console, Persona.ADMIN);
    List<SseTestClient> tabs =
        IntStream.range(0, 6).mapToObj(tab -> browser.openEventStream()).toList();

    tabs.getFirst().close();

    await()
        .untilAsserted(
            () -> {
              // a disconnect is noticed on the next write
              streams.heartbeat();
              assertThat(openStreams()).isEqualTo(5);
            });
    browser.openEventStream().awaitLine(":heartbeat");
  }

  @Test
  void doesNotKeepASessionAlive() {
    HttpBrowser browser = HttpBrowser.signedIn(console, Persona.ADMIN);
    browser.openEventStream();
    TestInstallation.clock().advance(Duration.ofMinutes(20));
    browser.openEventStream();
    TestInstallation.clock().advance(Duration.ofMinutes(11));

    assertThat(HttpBrowser.location(browser.get("/"))).startsWith("/sign-in?because=idle");
  }

  @Test
  void endsTheStreamOfAnIdleSession() {
    SseTestClient stream = HttpBrowser.signedIn(console, Persona.ADMIN).openEventStream();

    TestInstallation.clock().advance(Duration.ofMinutes(31));
    streams.heartbeat();

    stream.awaitByeEvent();
  }

  @Test
  void endsAStreamOnHeartbeatIfItsSessionWasDeleted() {
    SseTestClient stream = HttpBrowser.signedIn(console, Persona.ADMIN).openEventStream();

    console.database().sql("delete from spring_session").update();
    streams.heartbeat();

    stream.awaitByeEvent();
  }

  @Test
  void isNotBlockedByASlowReader() throws IOException {
    HttpBrowser slow = HttpBrowser.signedIn(console, Persona.VIEWER);
    try (Socket slowSocket = new Socket()) {
      slowSocket.setReceiveBufferSize(4096);
      slowSocket.connect(
          new InetSocketAddress(console.address().getHost(), console.address().getPort()));
      slowSocket
          .getOutputStream()
          .write(
              "GET /events HTTP/1.1\r\nHost: %s\r\nCookie: %s\r\n\r\n"
                  .formatted(console.address().getAuthority(), slow.cookieHeader())
                  .getBytes(StandardCharsets.ISO_8859_1));
      await().until(() -> openStreams() == 1);
      SseTestClient fastStream = HttpBrowser.signedIn(console, Persona.ADMIN).openEventStream();

      // more than all socket buffers can hold
      String topic = "x".repeat(100_000);
      IntStream.range(0, 100).forEach(number -> tabs.publishChange(topic + number));
      tabs.publishChange("the last one");

      fastStream.awaitTopic("the last one");
      assertThat(openStreams()).isEqualTo(2);
    }
  }

  @Test
  void coalescesTopicsForASlowReader() throws IOException {
    SseTestClient stream = HttpBrowser.signedIn(console, Persona.ADMIN).openEventStream();

    IntStream.range(0, 10_000).forEach(number -> tabs.publishChange("users"));
    tabs.publishChange("the last one");

    stream.awaitTopic("the last one");
    assertThat(stream.lines().stream().filter("data:users"::equals).count()).isLessThan(10_000);
  }

  @Test
  void closesStreamsImmediatelyOnShutdown() {
    RunningConsole stopping = RunningConsole.start(TestDatabase.createEmpty(), Map.of());
    stopping.reset();
    SseTestClient stream = HttpBrowser.signedIn(stopping, Persona.ADMIN).openEventStream();

    Instant before = Instant.now();
    stopping.close();

    assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(5));
    stream.awaitClosed();
    assertThat(stream.lines().stream().collect(joining(" "))).doesNotContain("event:bye");
  }

  private double openStreams() {
    return console.bean(MeterRegistry.class).get("signalbox.live.streams").gauge().value();
  }

  private static long countHeartbeats(SseTestClient stream) {
    return stream.lines().stream().filter(":heartbeat"::equals).count();
  }
}
