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
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Live updates after failures of the connection and of handlers. */
@Tag("integration")
class InstanceNotificationListenerTests {

  private static final Duration LIMIT = Duration.ofSeconds(30);

  @Test
  void resyncsAndRespondsAfterAllConnectionsDiedSilently() {
    Map<String, String> database = TestDatabase.createEmpty();
    try (StallingProxy proxy = StallingProxy.start(database);
        RunningConsole console =
            RunningConsole.start(
                proxy.through(database),
                // 25 s in production
                Map.of(
                    "spring.datasource.hikari.data-source-properties.socketTimeout",
                    "5",
                    "spring.datasource.hikari.connection-init-sql",
                    "set statement_timeout = '4s'"),
                FrequentlyChecked.class)) {
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

  @Test
  void keepsListeningAfterAHandlerHasFailed() {
    Map<String, String> database = TestDatabase.createEmpty();
    FailingOnceHandler handler = new FailingOnceHandler();
    InstanceNotificationListener listener =
        new InstanceNotificationListener(detailsOf(database), List.of(handler));
    listener.start();
    try {
      publishChange(database, "users");
      await().atMost(LIMIT).untilAsserted(() -> assertThat(handler.connects).hasValue(2));

      publishChange(database, "sessions");

      await().atMost(LIMIT).untilAsserted(() -> assertThat(handler.topics).contains("sessions"));
    } finally {
      listener.stop();
    }
  }

  private static void publishChange(Map<String, String> database, String topic) {
    JdbcClient.create(
            new DriverManagerDataSource(
                String.valueOf(database.get("spring.datasource.url")),
                String.valueOf(database.get("spring.datasource.username")),
                String.valueOf(database.get("spring.datasource.password"))))
        .sql("select pg_notify(:channel, :payload)")
        .param("channel", InstanceNotifier.CHANNEL)
        .param("payload", "changed " + topic)
        .query(row -> {});
  }

  private static JdbcConnectionDetails detailsOf(Map<String, String> database) {
    return new JdbcConnectionDetails() {
      @Override
      public String getUsername() {
        return String.valueOf(database.get("spring.datasource.username"));
      }

      @Override
      public String getPassword() {
        return String.valueOf(database.get("spring.datasource.password"));
      }

      @Override
      public String getJdbcUrl() {
        return String.valueOf(database.get("spring.datasource.url"));
      }
    };
  }

  /** Checks the connection every 400 ms instead of every 8 s. */
  @TestConfiguration(proxyBeanMethods = false)
  static class FrequentlyChecked {

    @Bean
    InstanceNotificationListener instanceNotificationListener(
        JdbcConnectionDetails database, List<InstanceNotificationHandler> handlers) {
      return new InstanceNotificationListener(database, handlers, Duration.ofMillis(100));
    }
  }

  /** Fails for the first notification. */
  private static final class FailingOnceHandler implements InstanceNotificationHandler {

    private final AtomicInteger connects = new AtomicInteger();
    private final AtomicBoolean failed = new AtomicBoolean();
    private final List<String> topics = new CopyOnWriteArrayList<>();

    @Override
    public void connected() {
      connects.incrementAndGet();
    }

    @Override
    public void handle(InstanceNotification notification) {
      if (!failed.getAndSet(true)) {
        throw new IllegalStateException("A handler has failed.");
      }
      if (notification instanceof InstanceNotification.TopicChanged changed) {
        topics.add(changed.topic());
      }
    }
  }
}
