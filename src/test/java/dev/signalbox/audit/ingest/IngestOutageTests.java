package dev.signalbox.audit.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.testing.DatabaseTestClient;
import dev.signalbox.testing.HttpApiClient;
import dev.signalbox.testing.RunningConsole;
import dev.signalbox.testing.TestDatabase;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** The database becomes unavailable during ingestion. */
@TestInstance(Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // before all tests
@Tag("integration")
class IngestOutageTests {

  private static final int EVENTS = 10_000;

  private final HttpClient client = HttpClient.newHttpClient();
  private Map<String, String> database;
  private RunningConsole console;

  @BeforeAll
  void start() {
    database = TestDatabase.createEmpty();
    console = RunningConsole.start(database, Map.of());
    console.reset();
  }

  @AfterAll
  void stop() {
    console.close();
  }

  @Test
  void storesEverythingOnceAfterARetry() throws Exception {
    HttpRequest call = call();
    DatabaseTestClient records = new DatabaseTestClient(console.database());
    CompletableFuture<HttpResponse<String>> broken =
        client.sendAsync(call, BodyHandlers.ofString());
    await()
        .pollInterval(Duration.ofMillis(20))
        .until(() -> broken.isDone() || records.count("audit_event where action = 'a.b'") > 0);
    TestDatabase.blockConnections(database);
    assertThat(broken.join().statusCode()).isEqualTo(503);
    TestDatabase.allowConnections(database);

    await()
        .ignoreExceptions()
        .atMost(Duration.ofSeconds(30))
        .until(() -> client.send(call, BodyHandlers.ofString()).statusCode() == 200);

    assertThat(records.count("audit_event where action = 'a.b'")).isEqualTo(EVENTS);
    assertThat(records.count("audit_event_id")).isEqualTo(records.count("audit_event"));
  }

  private HttpRequest call() {
    String body =
        IntStream.range(0, EVENTS)
            .mapToObj(IngestOutageTests::event)
            .collect(Collectors.joining("\n"));
    return HttpApiClient.forAdmin(console, "audit_ingest")
        .call("POST", "/api/v1/audit-events", body.getBytes(StandardCharsets.UTF_8));
  }

  private static String event(int n) {
    return ("{\"action\":\"a.b\",\"actor\":{\"id\":\"1\",\"type\":\"user\"},"
            + "\"target\":{\"id\":\"7\",\"type\":\"context\"},"
            + "\"occurred_at\":\"2026-01-12T13:50:54.474Z\","
            + "\"id\":\"00000000-0000-4000-8000-%012d\",\"success\":true}")
        .formatted(n);
  }
}
