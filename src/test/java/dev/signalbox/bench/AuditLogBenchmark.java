package dev.signalbox.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.sandbox.Persona;
import dev.signalbox.sandbox.RunningConsole;
import dev.signalbox.sandbox.TestDatabase;
import dev.signalbox.sandbox.TestInstallation;
import dev.signalbox.sandbox.WireBrowser;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;

/**
 * The audit log of a year: what each filter costs over the last month, and how fast it leaves as a
 * file. {@code mvn test -Dtest=AuditLogBenchmark -Dbench.events=1000000}
 */
class AuditLogBenchmark {

  private static final long EVENTS = Long.getLong("bench.events", 1_000_000);
  private static final int WARM_UP = 20;
  private static final int MEASURED = 100;
  private static final int RUNS = 3;

  @Test
  void aYear() throws Exception {
    Map<String, String> database = TestDatabase.ofItsOwn();
    try (RunningConsole console = RunningConsole.start(database, Map.of())) {
      console.beginAgain();
      WireBrowser admin = WireBrowser.signedIn(console, Persona.ADMIN);
      LongLog.write(console, TestInstallation.clock().instant(), EVENTS);
      pages(admin);
      files(console, admin, database);
    }
  }

  private static void pages(WireBrowser admin) {
    Map<String, String> filters = new LinkedHashMap<>();
    filters.put("the last month", "");
    filters.put("an action", "&action=thing3.act3");
    filters.put("a group of actions", "&action=thing3.");
    filters.put("an actor by id", "&actor=77");
    filters.put("an actor by name", "&actor=actor+77");
    filters.put("an actor by a part of the name", "&actor=ctor+777");
    filters.put("a target by name", "&target=acme%2Fproject-4711");
    filters.put("what failed", "&outcome=failed");
    filters.put("a request", "&request=r" + EVENTS / 4);
    filters.put("a text that is common", "&q=feature");
    filters.put("a text that nowhere stands", "&q=xyzzy");
    Report report =
        new Report(
            "| filter over the last month of %,d events | p50 ms | p95 ms | p99 ms |"
                .formatted(EVENTS));
    filters.forEach(
        (what, filter) -> {
          int times = what.startsWith("a text that nowhere") ? 5 : MEASURED;
          String path = "/audit?range=30d" + filter;
          ask(admin, path, Math.min(times, WARM_UP));
          report.line("| " + what + " | " + ask(admin, path, times).cells() + " |");
        });
    report.publish("audit-pages");
  }

  private static Latencies ask(WireBrowser admin, String path, int times) {
    long[] measured = new long[times];
    for (int number = 0; number < times; number++) {
      long before = System.nanoTime();
      int status = admin.get(path, "HX-Request", "true").statusCode();
      measured[number] = System.nanoTime() - before;
      assertThat(status).as(path).isEqualTo(200);
    }
    return new Latencies(measured);
  }

  private static void files(RunningConsole console, WireBrowser admin, Map<String, String> database)
      throws Exception {
    Report report =
        new Report(
            "| file of %,d events | seconds | MB/s | first byte ms | of COPY |".formatted(EVENTS));
    List<Transfer> copies = new ArrayList<>();
    List<Transfer> files = new ArrayList<>();
    // in turns, so that neither has the quieter machine
    for (int run = 0; run < RUNS; run++) {
      copies.add(copy(database));
      files.add(download(console, admin, "/audit.csv"));
    }
    Transfer copy = best(copies);
    line(report, "COPY by the driver, thrown away", copy, copy);
    line(report, "/audit.csv", best(files), copy);
    line(report, "/audit.csv.gz", download(console, admin, "/audit.csv.gz"), copy);
    line(report, "/audit.jsonl", download(console, admin, "/audit.jsonl"), copy);
    report.publish("audit-files");
  }

  private static void line(Report report, String what, Transfer transfer, Transfer copy) {
    report.line(
        "| %s | %.1f | %.0f | %.0f | %.2f |"
            .formatted(
                what,
                transfer.seconds(),
                (double) transfer.bytes() / 1e6 / transfer.seconds(),
                transfer.firstByteMillis(),
                copy.seconds() / transfer.seconds()));
  }

  private static Transfer best(List<Transfer> transfers) {
    return transfers.stream().min((a, b) -> Double.compare(a.seconds(), b.seconds())).orElseThrow();
  }

  private static Transfer copy(Map<String, String> database) throws Exception {
    try (Connection connection =
        DriverManager.getConnection(
            Objects.requireNonNull(database.get("spring.datasource.url")),
            database.get("spring.datasource.username"),
            database.get("spring.datasource.password"))) {
      CountingSink sink = new CountingSink();
      long before = System.nanoTime();
      connection
          .unwrap(PGConnection.class)
          .getCopyAPI()
          .copyOut(
              "copy (select action, actor, target, payload, occurred, metadata, id, version, scope,"
                  + " success::text, request from audit_event order by occurred_at, id)"
                  + " to stdout (format csv, force_quote *)",
              sink);
      return new Transfer(
          (sink.first - before) / 1e6, (System.nanoTime() - before) / 1e9, sink.bytes);
    }
  }

  private static Transfer download(RunningConsole console, WireBrowser admin, String path)
      throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      HttpRequest request =
          HttpRequest.newBuilder(console.address().resolve(path))
              .header("Cookie", admin.cookieHeader())
              .build();
      CountingSink sink = new CountingSink();
      long before = System.nanoTime();
      try (InputStream file = client.send(request, BodyHandlers.ofInputStream()).body()) {
        file.transferTo(sink);
      }
      return new Transfer(
          (sink.first - before) / 1e6, (System.nanoTime() - before) / 1e9, sink.bytes);
    }
  }

  /** One file from its first byte to its last. */
  private record Transfer(double firstByteMillis, double seconds, long bytes) {}

  /** Takes everything and remembers when it began. */
  private static final class CountingSink extends OutputStream {

    private long first;
    private long bytes;

    @Override
    public void write(int b) {
      throw new UnsupportedOperationException("Nobody writes single bytes here.");
    }

    @Override
    public void write(byte[] b, int off, int len) {
      if (bytes == 0) {
        first = System.nanoTime();
      }
      bytes += len;
    }
  }
}
