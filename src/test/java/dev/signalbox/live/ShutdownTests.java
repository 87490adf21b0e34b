package dev.signalbox.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.nomad.Allocation;
import dev.signalbox.nomad.ClusterState;
import dev.signalbox.sandbox.Persona;
import dev.signalbox.sandbox.nomad.NomadFixtureData;
import dev.signalbox.testing.HttpBrowser;
import dev.signalbox.testing.RunningConsole;
import dev.signalbox.testing.TestDatabase;
import dev.signalbox.testing.TestInstallation;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Tests the duration of a shutdown with open pages. */
@Tag("integration")
class ShutdownTests {

  private static final int TABS = 4;
  private static final String TASK = "build-agent";

  /** Longer than the buffers of a connection. */
  private static final int LONG_LOG = 8_000_000;

  @Test
  void takesAFewSecondsAlthoughPagesReconnect() {
    AtomicInteger opened = new AtomicInteger();
    Duration duration;
    try (HttpClient client = HttpClient.newHttpClient()) {
      RunningConsole console = RunningConsole.start(TestDatabase.createEmpty(), Map.of());
      try {
        console.reset();
        HttpBrowser admin = HttpBrowser.signedIn(console, Persona.ADMIN);
        String log = logStream(console);
        for (int i = 0; i < TABS; i++) {
          HttpRequest request =
              HttpRequest.newBuilder(console.address().resolve(i % 2 == 0 ? "/events" : log))
                  .header("Cookie", admin.cookieHeader())
                  .build();
          Thread.ofVirtual().start(() -> reconnectUntilRefused(client, request, opened));
        }
        await().until(() -> opened.get() >= TABS);
      } finally {
        Instant start = Instant.now();
        console.close();
        duration = Duration.between(start, Instant.now());
      }
    }

    assertThat(duration).isLessThan(Duration.ofSeconds(3));
  }

  @Test
  void isNotBlockedByATabThatHasStoppedReading() throws IOException {
    RunningConsole console = RunningConsole.start(TestDatabase.createEmpty(), Map.of());
    console.reset();
    HttpBrowser admin = HttpBrowser.signedIn(console, Persona.ADMIN);
    String stream = logStream(console);
    Duration duration;
    try (Socket tab = new Socket()) {
      tab.setReceiveBufferSize(32_768);
      tab.setSoTimeout(20_000);
      tab.connect(new InetSocketAddress(console.address().getHost(), console.address().getPort()));
      tab.getOutputStream()
          .write(
              "GET %s HTTP/1.1\r\nHost: x\r\nCookie: %s\r\n\r\n"
                  .formatted(stream, admin.cookieHeader())
                  .getBytes(StandardCharsets.US_ASCII));
      assertThat(tab.getInputStream().readNBytes(LONG_LOG / 100)).hasSize(LONG_LOG / 100);

      Instant start = Instant.now();
      console.close();
      duration = Duration.between(start, Instant.now());
    }

    assertThat(duration).isLessThan(Duration.ofSeconds(6));
  }

  @Test
  void abortsRequestsThatTakeLonger() {
    RunningConsole console = RunningConsole.start(TestDatabase.createEmpty(), Map.of(), Slow.class);
    console.reset();
    HttpBrowser admin = HttpBrowser.signedIn(console, Persona.ADMIN);
    Slow slow = console.bean(Slow.class);
    Thread.ofVirtual().start(() -> admin.get("/slow"));
    await().until(() -> slow.started.getCount() == 0);

    Instant start = Instant.now();
    console.close();
    Duration duration = Duration.between(start, Instant.now());
    slow.finished.countDown();

    assertThat(duration).isLessThan(Duration.ofSeconds(6));
  }

  /** Returns the stream of a long log. */
  private static String logStream(RunningConsole console) {
    ClusterState cluster = console.bean(ClusterState.class);
    TestInstallation.awaitSync(cluster);
    Allocation running =
        cluster.snapshot().allocations().stream()
            .filter(allocation -> allocation.job().id().equals(NomadFixtureData.RUNNING))
            .findFirst()
            .orElseThrow();
    TestInstallation.nomad()
        .cluster()
        .write(running.id(), TASK, "stderr", ("x".repeat(99) + "\n").repeat(LONG_LOG / 100));
    return "/nomad/allocations/" + running.id() + "/log/stream?task=" + TASK;
  }

  private static void reconnectUntilRefused(
      HttpClient client, HttpRequest request, AtomicInteger opened) {
    try {
      while (true) {
        try (InputStream stream = client.send(request, BodyHandlers.ofInputStream()).body()) {
          opened.incrementAndGet();
          stream.transferTo(OutputStream.nullOutputStream());
        }
      }
    } catch (IOException e) {
      // the console accepts no more connections
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Responds when the test allows it. */
  @RestController
  static class Slow {

    private final CountDownLatch started = new CountDownLatch(1);
    private final CountDownLatch finished = new CountDownLatch(1);

    @GetMapping("/slow")
    void respond() throws InterruptedException {
      started.countDown();
      finished.await();
    }
  }
}
