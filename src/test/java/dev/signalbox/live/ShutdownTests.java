package dev.signalbox.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.sandbox.Persona;
import dev.signalbox.testing.HttpBrowser;
import dev.signalbox.testing.RunningConsole;
import dev.signalbox.testing.TestDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
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

  @Test
  void takesAFewSecondsAlthoughPagesReconnect() {
    AtomicInteger opened = new AtomicInteger();
    Duration duration;
    try (HttpClient client = HttpClient.newHttpClient()) {
      RunningConsole console = RunningConsole.start(TestDatabase.createEmpty(), Map.of());
      try {
        console.reset();
        HttpBrowser admin = HttpBrowser.signedIn(console, Persona.ADMIN);
        HttpRequest request =
            HttpRequest.newBuilder(console.address().resolve("/events"))
                .header("Cookie", admin.cookieHeader())
                .build();
        for (int i = 0; i < TABS; i++) {
          Thread.ofVirtual().start(() -> reconnectUntilRefused(client, request, opened));
        }
        await().until(() -> opened.get() >= TABS);
      } finally {
        Instant start = Instant.now();
        console.close();
        duration = Duration.between(start, Instant.now());
      }
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

    assertThat(duration).isLessThan(Duration.ofSeconds(7));
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
