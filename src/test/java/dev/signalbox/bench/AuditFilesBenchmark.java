package dev.signalbox.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.audit.archive.ArchiveFixture;
import dev.signalbox.audit.export.LineFormat;
import dev.signalbox.sandbox.Persona;
import dev.signalbox.testing.HttpBrowser;
import dev.signalbox.testing.RunningConsole;
import dev.signalbox.testing.TestDatabase;
import dev.signalbox.testing.TestInstallation;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/**
 * Export speed of the audit log compared with {@code psql} and a Spring Data stream. {@code mvn
 * package -DskipTests && mvn test -Dtest=AuditFilesBenchmark -Dbench.events=5000000}; needs {@code
 * psql} in the {@code PATH}.
 */
class AuditFilesBenchmark {

  private static final long FEW = 10_000;
  private static final long EVENTS = BenchmarkSize.events(1_000_000, 5_000_000);
  private static final int RUNS = 3;
  private static final String CSV = LineFormat.CSV.copy("true");

  private final Map<String, String> database = TestDatabase.createEmpty();
  private final BenchmarkReport report =
      new BenchmarkReport("| file | events | first byte ms | seconds | MB/s | relative to psql |");

  @Test
  void exportsAtTheSpeedOfTheDatabase() throws Exception {
    // the separate process with the small heap uses the system clock
    TestInstallation.clock()
        .advance(Duration.between(TestInstallation.clock().instant(), Instant.now()));
    try (RunningConsole console = RunningConsole.start(database, Map.of())) {
      console.reset();
      HttpBrowser admin = HttpBrowser.signedIn(console, Persona.ADMIN);
      Instant now = TestInstallation.clock().instant();
      LargeAuditLog.write(console, now, FEW);
      download(console, admin, "/audit.csv");
      DownloadMeasurement few = download(console, admin, "/audit.csv");
      line("/audit.csv", FEW, few, null);
      console.reset();
      admin = HttpBrowser.signedIn(console, Persona.ADMIN);
      HttpBrowser second = HttpBrowser.signedIn(console, Persona.SECOND_ADMIN);
      LargeAuditLog.write(console, now, EVENTS);
      DownloadMeasurement copy = againstPsql(console, admin, "/audit.csv", CSV);
      line("/audit.csv.gz", EVENTS, download(console, admin, "/audit.csv.gz"), copy);
      againstPsql(console, admin, "/audit.jsonl", LineFormat.JSON_LINES.copy("true"));
      line("a stream of Spring Data over HTTP", EVENTS, JpaExportBaseline.run(database), copy);
      archive(console, admin, copy);
      heap(console, admin);
      fourAtOnce(List.of(admin, admin, second, second));
    } finally {
      report.publish("audit-files");
    }
  }

  /** Alternates between both, so that load on the machine affects both alike. */
  private DownloadMeasurement againstPsql(
      RunningConsole console, HttpBrowser admin, String path, String sql) throws Exception {
    List<DownloadMeasurement> copies = new ArrayList<>();
    List<DownloadMeasurement> files = new ArrayList<>();
    for (int run = 0; run < RUNS; run++) {
      DownloadMeasurement file = download(console, admin, path);
      files.add(file);
      copies.add(psql(sql, file.bytes()));
    }
    DownloadMeasurement copy = DownloadMeasurement.best(copies);
    line("psql \\copy of the same query", EVENTS, copy, copy);
    line(path, EVENTS, DownloadMeasurement.best(files), copy);
    return copy;
  }

  private void archive(RunningConsole console, HttpBrowser admin, DownloadMeasurement copy)
      throws Exception {
    long before = System.nanoTime();
    // the console may have started archiving automatically
    while (ArchiveFixture.events(console) < EVENTS * 9 / 10) {
      ArchiveFixture.now(console);
      LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
    }
    double seconds = (System.nanoTime() - before) / 1e9;
    long archived = ArchiveFixture.events(console);
    assertThat(archived).isGreaterThan(EVENTS / 2);
    DownloadMeasurement file = download(console, admin, "/audit/archives/all.csv.gz");
    // psql time for the same number of events
    DownloadMeasurement same =
        new DownloadMeasurement(0, copy.seconds() * archived / EVENTS, copy.bytes());
    line("/audit/archives/all.csv.gz", archived, file, same);
    report.line(
        "| (archiving these events in both formats, with verification) | %,d | | %.1f | | |"
            .formatted(archived, seconds));
  }

  /** Measures the additional heap in use during a download. */
  private void heap(RunningConsole console, HttpBrowser admin) throws Exception {
    double before = usedMegabytes();
    double max = before;
    try (ExecutorService one = Executors.newSingleThreadExecutor()) {
      Future<DownloadMeasurement> running =
          one.submit(() -> download(console, admin, "/audit.csv"));
      while (!running.isDone()) {
        max = Math.max(max, usedMegabytes());
        LockSupport.parkNanos(Duration.ofMillis(500).toNanos());
      }
      running.get();
    }
    report.line(
        "| (heap in use after a collection, during /audit.csv: %.0f MB more than before) | | | | | |"
            .formatted(max - before));
  }

  private static double usedMegabytes() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 1e6;
  }

  /** Starts a separate console with a small heap; sessions are in the shared database. */
  private void fourAtOnce(List<HttpBrowser> people) throws Exception {
    Optional<Path> jar = JarProcess.packaged();
    if (jar.isEmpty()) {
      report.line("| (four at once: mvn package first) | | | | | |");
      return;
    }
    Files.createDirectories(Path.of("target", "bench"));
    int port = JarProcess.freePort();
    int management = JarProcess.freePort();
    Map<String, String> settings =
        new HashMap<>(TestInstallation.settings("http://127.0.0.1:" + port));
    settings.putAll(database);
    settings.put("server.port", Integer.toString(port));
    settings.put("management.server.port", Integer.toString(management));
    try (JarProcess small =
            JarProcess.start(
                JarProcess.newestJava(),
                List.of("-Xmx256m"),
                jar.get(),
                settings,
                URI.create("http://127.0.0.1:" + management + "/actuator/health"));
        ExecutorService all = Executors.newFixedThreadPool(people.size())) {
      List<Callable<DownloadMeasurement>> downloads = new ArrayList<>();
      for (HttpBrowser one : people) {
        URI file = URI.create("http://127.0.0.1:" + port + "/audit.csv");
        downloads.add(() -> DownloadMeasurement.of(file, one.cookieHeader()));
      }
      long bytes = 0;
      double slowest = 0;
      double latest = 0;
      for (Future<DownloadMeasurement> one : all.invokeAll(downloads)) {
        bytes += one.get().bytes();
        slowest = Math.max(slowest, one.get().seconds());
        latest = Math.max(latest, one.get().firstByteMillis());
      }
      line(
          "four at once, -Xmx256m",
          people.size() * EVENTS,
          new DownloadMeasurement(latest, slowest, bytes),
          null);
      assertThat(small.measured().seconds()).isPositive();
    }
  }

  private DownloadMeasurement psql(String sql, long bytes)
      throws IOException, InterruptedException {
    String url = Objects.requireNonNull(database.get("spring.datasource.url"));
    ProcessBuilder builder =
        new ProcessBuilder(
                "psql",
                url.replaceFirst("^jdbc:", "").replaceFirst("[?&]password=[^&]*", ""),
                "--username",
                database.get("spring.datasource.username"),
                "--no-psqlrc",
                "--quiet",
                "--command",
                "\\" + sql.replaceFirst("to stdout", "to '/dev/null'").replace("\n", " "))
            .inheritIO();
    builder.environment().put("PGPASSWORD", database.get("spring.datasource.password"));
    long before = System.nanoTime();
    if (builder.start().waitFor() != 0) {
      throw new IllegalStateException("psql failed");
    }
    return new DownloadMeasurement(0, (System.nanoTime() - before) / 1e9, bytes);
  }

  private static DownloadMeasurement download(
      RunningConsole console, HttpBrowser admin, String path) throws IOException {
    return DownloadMeasurement.of(console.address().resolve(path), admin.cookieHeader());
  }

  private void line(
      String what,
      long events,
      DownloadMeasurement transfer,
      @org.jspecify.annotations.Nullable DownloadMeasurement copy) {
    report.line(
        "| %s | %,d | %.0f | %.1f | %.0f | %s |"
            .formatted(
                what,
                events,
                transfer.firstByteMillis(),
                transfer.seconds(),
                (double) transfer.bytes() / 1e6 / transfer.seconds(),
                copy == null ? "" : "%.2f".formatted(copy.seconds() / transfer.seconds())));
  }
}
