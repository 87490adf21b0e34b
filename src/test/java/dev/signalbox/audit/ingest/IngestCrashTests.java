package dev.signalbox.audit.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.audit.seal.IntegrityFixture;
import dev.signalbox.testing.DatabaseTestClient;
import dev.signalbox.testing.HttpApiClient;
import dev.signalbox.testing.RunningConsole;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** PostgreSQL crashes during ingestion and recovers from its write-ahead log. */
@Tag("integration")
class IngestCrashTests {

  private static final int EVENTS = 10_000;

  private final HttpClient client = HttpClient.newHttpClient();

  @Test
  void storesEverythingOnceAfterADatabaseCrash(@TempDir Path folder) throws Exception {
    Path data = folder.resolve("data");
    try (EmbeddedPostgres server =
            EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setPGStartupWait(Duration.ofSeconds(60))
                // as in production: acknowledged events survive
                .setServerConfig("synchronous_commit", "on")
                .start();
        RunningConsole console = RunningConsole.start(database(server), Map.of())) {
      console.reset();
      DatabaseTestClient records = new DatabaseTestClient(console.database());
      HttpRequest call =
          HttpApiClient.forAdmin(console, "audit_ingest")
              .call("POST", "/api/v1/audit-events", events());

      CompletableFuture<HttpResponse<String>> broken =
          client.sendAsync(call, BodyHandlers.ofString());
      await()
          .pollInterval(Duration.ofMillis(20))
          .until(() -> broken.isDone() || records.count("audit_event where action = 'a.b'") > 0);
      crash(data);
      assertThat(broken.join().statusCode()).isEqualTo(503);

      await()
          .ignoreExceptions()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(
              () ->
                  assertThat(client.send(call, BodyHandlers.ofString()).statusCode())
                      .isEqualTo(200));
      assertThat(records.count("audit_event where action = 'a.b'")).isEqualTo(EVENTS);
      assertThat(records.count("audit_event_id")).isEqualTo(records.count("audit_event"));
      IntegrityFixture integrity = new IntegrityFixture(console);
      integrity.seal();
      assertThat(integrity.findings()).isEmpty();
    }
  }

  private static Map<String, String> database(EmbeddedPostgres server) {
    return Map.of(
        "spring.datasource.url", server.getJdbcUrl("postgres", "postgres"),
        "spring.datasource.username", "postgres",
        "spring.datasource.password", "postgres");
  }

  /** Kills the server and starts it again. */
  private static void crash(Path data) throws Exception {
    long server = Long.parseLong(Files.readAllLines(data.resolve("postmaster.pid")).getFirst());
    Path program = Path.of(ProcessHandle.of(server).orElseThrow().info().command().orElseThrow());
    List<String> command = new ArrayList<>();
    if ("root".equals(System.getProperty("user.name"))) {
      // PostgreSQL refuses to run as root, which it does not detect in a user namespace
      command.addAll(List.of("unshare", "-U"));
    }
    command.addAll(
        List.of(
            program.resolveSibling("pg_ctl").toString(),
            "restart",
            "--mode=immediate",
            "--wait",
            "--pgdata=" + data,
            "--log=" + data.resolveSibling("log")));
    Process restart =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(data.resolveSibling("restart").toFile())
            .start();
    assertThat(restart.waitFor()).as(() -> data.resolveSibling("restart").toString()).isZero();
    assertThat(Files.readString(data.resolveSibling("log")))
        .contains("database system was not properly shut down; automatic recovery in progress");
  }

  private static byte[] events() {
    return IntStream.range(0, EVENTS)
        .mapToObj(IngestCrashTests::event)
        .collect(Collectors.joining("\n"))
        .getBytes(StandardCharsets.UTF_8);
  }

  private static String event(int n) {
    return ("{\"action\":\"a.b\",\"actor\":{\"id\":\"1\",\"type\":\"user\"},"
            + "\"target\":{\"id\":\"7\",\"type\":\"context\"},"
            + "\"occurred_at\":\"2026-01-12T13:50:54.474Z\","
            + "\"id\":\"00000000-0000-4000-8000-%012d\",\"success\":true}")
        .formatted(n);
  }
}
