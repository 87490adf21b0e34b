package dev.signalbox.live;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.sandbox.LiveStream;
import dev.signalbox.sandbox.Persona;
import dev.signalbox.sandbox.RunningConsole;
import dev.signalbox.sandbox.TestDatabase;
import dev.signalbox.sandbox.TestInstallation;
import dev.signalbox.sandbox.WireBrowser;
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
import org.junit.jupiter.api.Test;

/** One console's streams, over real sockets. */
class LiveStreamsTests {

  private final RunningConsole console = RunningConsole.ofTheRun();
  private final Streams streams = console.part(Streams.class);

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
  void beatsSoThatProxiesKeepTheConnection() {
    LiveStream stream = WireBrowser.signedIn(console, Persona.VIEWER).listen();
    long beats = beats(stream);

    streams.heartbeat();

    await().until(() -> beats(stream) > beats);
  }

  @Test
  void opensNoMoreThanSixStreamsForOnePerson() {
    WireBrowser browser = WireBrowser.signedIn(console, Persona.ADMIN);
    IntStream.range(0, 6).forEach(tab -> browser.listen());

    HttpResponse<String> seventh = browser.get("/events");

    assertThat(seventh.statusCode()).isEqualTo(429);
    assertThat(seventh.headers().firstValue("Retry-After")).contains("60");
  }

  @Test
  void countsThePersonAndNotTheBrowser() {
    WireBrowser browser = WireBrowser.signedIn(console, Persona.ADMIN);
    IntStream.range(0, 6).forEach(tab -> browser.listen());

    assertThat(WireBrowser.signedIn(console, Persona.ADMIN).get("/events").statusCode())
        .isEqualTo(429);
    WireBrowser.signedIn(console, Persona.VIEWER).listen().awaitLine(":still here");
  }

  @Test
  void makesRoomWhenATabIsClosed() {
    WireBrowser browser = WireBrowser.signedIn(console, Persona.ADMIN);
    List<LiveStream> tabs = IntStream.range(0, 6).mapToObj(tab -> browser.listen()).toList();

    tabs.getFirst().close();

    await()
        .untilAsserted(
            () -> {
              // only writing shows that nobody is there any more
              streams.heartbeat();
              assertThat(openStreams()).isEqualTo(5);
            });
    browser.listen().awaitLine(":still here");
  }

  @Test
  void doesNotKeepASessionAlive() {
    WireBrowser browser = WireBrowser.signedIn(console, Persona.ADMIN);
    browser.listen();
    TestInstallation.clock().advance(Duration.ofMinutes(20));
    browser.listen();
    TestInstallation.clock().advance(Duration.ofMinutes(11));

    assertThat(WireBrowser.location(browser.get("/"))).startsWith("/sign-in?because=idle");
  }

  @Test
  void endsTheStreamOfAPersonWhoWasAwayForTooLong() {
    LiveStream stream = WireBrowser.signedIn(console, Persona.ADMIN).listen();

    TestInstallation.clock().advance(Duration.ofMinutes(31));
    streams.heartbeat();

    stream.awaitGoodbye();
  }

  @Test
  void endsAStreamWithinAHeartbeatWhoseEndWasNeverAnnounced() {
    LiveStream stream = WireBrowser.signedIn(console, Persona.ADMIN).listen();

    console.database().sql("delete from spring_session").update();
    streams.heartbeat();

    stream.awaitGoodbye();
  }

  @Test
  void letsASlowReaderHoldUpNobody() throws IOException {
    WireBrowser slow = WireBrowser.signedIn(console, Persona.VIEWER);
    try (Socket asleep = new Socket()) {
      asleep.setReceiveBufferSize(4096);
      asleep.connect(
          new InetSocketAddress(console.address().getHost(), console.address().getPort()));
      asleep
          .getOutputStream()
          .write(
              "GET /events HTTP/1.1\r\nHost: %s\r\nCookie: %s\r\n\r\n"
                  .formatted(console.address().getAuthority(), slow.cookieHeader())
                  .getBytes(StandardCharsets.ISO_8859_1));
      await().until(() -> openStreams() == 1);
      LiveStream awake = WireBrowser.signedIn(console, Persona.ADMIN).listen();

      // more than all buffers between the two ends hold
      String topic = "x".repeat(100_000);
      IntStream.range(0, 100).forEach(number -> streams.take(new Notice.Changed(topic + number)));
      streams.take(new Notice.Changed("the last one"));

      awake.awaitTopic("the last one");
      assertThat(openStreams()).isEqualTo(2);
    }
  }

  @Test
  void tellsOnceWhatPilesUpForASlowReader() throws IOException {
    LiveStream stream = WireBrowser.signedIn(console, Persona.ADMIN).listen();

    IntStream.range(0, 10_000).forEach(number -> streams.take(new Notice.Changed("users")));
    streams.take(new Notice.Changed("the last one"));

    stream.awaitTopic("the last one");
    assertThat(stream.lines().stream().filter("data:users"::equals).count()).isLessThan(10_000);
  }

  @Test
  void closesItsStreamsAtOnceWhenTheConsoleStops() {
    RunningConsole stopping = RunningConsole.start(TestDatabase.ofItsOwn(), Map.of());
    stopping.beginAgain();
    LiveStream stream = WireBrowser.signedIn(stopping, Persona.ADMIN).listen();

    Instant before = Instant.now();
    stopping.close();

    assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(5));
    stream.awaitEnd();
    assertThat(stream.lines().stream().collect(joining(" "))).doesNotContain("event:bye");
  }

  private double openStreams() {
    return console.part(MeterRegistry.class).get("signalbox.live.streams").gauge().value();
  }

  private static long beats(LiveStream stream) {
    return stream.lines().stream().filter(":still here"::equals).count();
  }
}
