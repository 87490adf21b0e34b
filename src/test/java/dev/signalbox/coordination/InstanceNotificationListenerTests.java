package dev.signalbox.coordination;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.sandbox.Persona;
import dev.signalbox.testing.HttpBrowser;
import dev.signalbox.testing.RunningConsole;
import dev.signalbox.testing.SseTestClient;
import dev.signalbox.testing.StallingProxy;
import dev.signalbox.testing.TestDatabase;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Tests database connections that die without being closed. */
@Tag("integration")
class InstanceNotificationListenerTests {

  private static final Duration LIMIT = Duration.ofSeconds(30);

  @Test
  void resyncsAndRespondsAfterAllConnectionsDiedSilently() {
    Map<String, String> database = TestDatabase.createEmpty();
    try (StallingProxy proxy = StallingProxy.start(database);
        RunningConsole console = RunningConsole.start(proxy.through(database), Map.of())) {
      console.reset();
      HttpBrowser admin = HttpBrowser.signedIn(console, Persona.ADMIN);
      SseTestClient stream = admin.openEventStream();

      proxy.stall();

      await()
          .atMost(LIMIT)
          .untilAsserted(() -> assertThat(admin.get("/users").statusCode()).isEqualTo(200));
      await().atMost(LIMIT).untilAsserted(() -> assertThat(stream.lines()).contains("data:resync"));
      stream.close();
    }
  }
}
