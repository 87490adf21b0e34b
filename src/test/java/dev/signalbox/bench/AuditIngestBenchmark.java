package dev.signalbox.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.testing.HttpApiClient;
import dev.signalbox.testing.RunningConsole;
import dev.signalbox.testing.TestDatabase;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/**
 * Import speed of audit events compared with COPY and with one INSERT per row. {@code mvn test
 * -Dtest=AuditIngestBenchmark -Dbench.events=200000 -Dbench.fsync=on}
 */
class AuditIngestBenchmark {

  private static final int EVENTS = BenchmarkSize.events(200_000, 400_000);
  private static final int BATCH_SIZE = 10_000;
  private static final int SINGLE_EVENTS = 5_000;
  private static final int CALLERS = 2;
  private static final String COLUMNS =
      "batch, version, success, occurred, action, actor_id, actor_name, target_type, target_id,"
          + " target_name, request_id, actor, target, payload, metadata, scope, request, mac";

  private final Map<String, String> database = TestDatabase.createEmpty();
  private final BenchmarkReport report =
      new BenchmarkReport("| method | events | seconds | events/s | relative to COPY |");

  @Test
  void importSpeed() throws Exception {
    try (RunningConsole console = RunningConsole.start(database, Map.of());
        Connection connection =
            DriverManager.getConnection(
                Objects.requireNonNull(database.get("spring.datasource.url")),
                database.get("spring.datasource.username"),
                database.get("spring.datasource.password"))) {
      console.reset();
      HttpApiClient api = HttpApiClient.forAdmin(console, "audit_ingest");
      for (int month = 1; month <= 12; month++) {
        console
            .database()
            .sql("select audit_month(:month)")
            .param("month", LocalDate.of(2025, month, 1))
            .query(row -> {});
      }
      double warm = send(api, 3, 1);
      double one = send(api, 5, 1);
      double two = send(api, 7, CALLERS);
      double copy = copy(connection, 5, 6);
      double again = copy(connection, 7, 8);
      double best = Math.min(copy, again);
      line("COPY FROM STDIN, table and indexes only", EVENTS, best, best);
      line("POST, first batches after the start", EVENTS, warm, best);
      line("POST, 10,000 events per request, sequential", EVENTS, one, best);
      line("POST, two clients", EVENTS, two, best);
      line("POST, one event per request", SINGLE_EVENTS, send(api, 9, 1, SINGLE_EVENTS, 1), best);
      line(
          "INSERT, one row per transaction, without ids and MACs",
          SINGLE_EVENTS,
          oneByOne(connection, 5, 11),
          best);
    }
    report.publish("audit-ingest");
  }

  /** Sends new events of a month. Request bodies are created before the measurement starts. */
  private static double send(HttpApiClient api, int month, int callers) throws Exception {
    return send(api, month, callers, EVENTS, BATCH_SIZE);
  }

  private static double send(HttpApiClient api, int month, int callers, int events, int batchSize)
      throws Exception {
    List<Callable<Integer>> calls = new ArrayList<>();
    try (ExecutorService executor = Executors.newFixedThreadPool(callers)) {
      for (int from = 0; from < events; from += batchSize) {
        byte[] body = body(month, from, batchSize);
        calls.add(
            () -> {
              HttpResponse<String> response =
                  api.send("POST", "/api/v1/audit-events", "application/x-ndjson", body);
              assertThat(response.body()).contains("\"stored\":" + batchSize);
              return response.statusCode();
            });
      }
      long before = System.nanoTime();
      for (Future<Integer> call : executor.invokeAll(calls)) {
        call.get();
      }
      return (System.nanoTime() - before) / 1e9;
    }
  }

  private static byte[] body(int month, int from, int batchSize) {
    StringBuilder lines = new StringBuilder();
    for (int n = from; n < from + batchSize; n++) {
      int actor = n * 31 % 5_000;
      int target = n * 37 % 50_000;
      lines.append(
          """
          {"action":"thing%d.act%d","actor":{"id":"%d","type":"user","name":"actor %d"},\
          "target":{"id":"t%d","type":"project","name":"acme/project-%d"},\
          "payload":{"build":%d,"branch":"feature/%d","text":"%s"},\
          "occurred_at":"2025-%02d-%02dT10:%02d:%02d.%06dZ","metadata":{"address":"10.0.0.1"},\
          "id":"%s","version":1,"scope":{"id":"acme","type":"account","name":"acme"},\
          "success":%b,"request":{"id":"r%d"}}
          """
              .formatted(
                  n % 8,
                  n % 40,
                  actor,
                  actor,
                  target,
                  target,
                  n,
                  n % 977,
                  "text ".repeat(50),
                  month,
                  1 + n * 28L / EVENTS,
                  n / 60 % 60,
                  n % 60,
                  n % 1_000_000,
                  UUID.randomUUID(),
                  n % 50 != 0,
                  n / 4));
    }
    return lines.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** Copies the rows of one month to another month. */
  private static double copy(Connection connection, int from, int to) throws Exception {
    CopyManager copies = connection.unwrap(PGConnection.class).getCopyAPI();
    ByteArrayOutputStream rows = new ByteArrayOutputStream();
    copies.copyOut("copy (%s) to stdout".formatted(selected(from, to)), rows);
    long before = System.nanoTime();
    long copied =
        copies.copyIn(
            "copy audit_event (occurred_at, id, %s) from stdin".formatted(COLUMNS),
            new ByteArrayInputStream(rows.toByteArray()));
    double seconds = (System.nanoTime() - before) / 1e9;
    assertThat(copied).isEqualTo(EVENTS);
    return seconds;
  }

  private static double oneByOne(Connection connection, int from, int to) throws Exception {
    List<Object[]> values = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(selected(from, to) + " limit " + SINGLE_EVENTS)) {
      int columns = row.getMetaData().getColumnCount();
      while (row.next()) {
        Object[] one = new Object[columns];
        for (int column = 0; column < columns; column++) {
          one[column] = row.getObject(column + 1);
        }
        values.add(one);
      }
    }
    String places = "?, ".repeat(19) + "?";
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into audit_event (occurred_at, id, %s) values (%s)"
                .formatted(COLUMNS, places))) {
      long before = System.nanoTime();
      for (Object[] one : values) {
        for (int column = 0; column < one.length; column++) {
          insert.setObject(column + 1, one[column]);
        }
        insert.executeUpdate();
      }
      return (System.nanoTime() - before) / 1e9;
    }
  }

  private static String selected(int from, int to) {
    return "select occurred_at + interval '%d months', gen_random_uuid(), %s from audit_event"
            .formatted(to - from, COLUMNS)
        + " where occurred_at >= '2025-%02d-01T00:00Z' and occurred_at < '2025-%02d-01T00:00Z'"
            .formatted(from, from + 1);
  }

  private void line(String what, int events, double seconds, double copy) {
    double speed = events / seconds;
    report.line(
        "| %s | %,d | %.1f | %,.0f | %.2f |"
            .formatted(what, events, seconds, speed, speed / (EVENTS / copy)));
  }
}
