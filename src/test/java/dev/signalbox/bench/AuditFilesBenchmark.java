package dev.signalbox.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.audit.archive.Archiving;
import dev.signalbox.audit.export.Layout;
import dev.signalbox.sandbox.Persona;
import dev.signalbox.sandbox.RunningConsole;
import dev.signalbox.sandbox.TestDatabase;
import dev.signalbox.sandbox.TestInstallation;
import dev.signalbox.sandbox.WireBrowser;
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
 * How fast the audit log leaves as a file, beside {@code psql} and a stream of Spring Data. {@code
 * mvn package -DskipTests && mvn test -Dtest=AuditFilesBenchmark -Dbench.events=5000000}; needs
 * {@code psql} in the path.
 */
class AuditFilesBenchmark {

  private static final long FEW = 10_000;
  private static final long EVENTS = Size.events(1_000_000, 5_000_000);
  private static final int RUNS = 3;
  private static final String CSV = Layout.CSV.copy("true");

  private final Map<String, String> database = TestDatabase.ofItsOwn();
  private final Report report =
      new Report("| file | events | first byte ms | seconds | MB/s | speed of psql's |");

  @Test
  void leavesAtTheSpeedOfTheDatabase() throws Exception {
    // the process with the small heap has the time of the machine
    TestInstallation.clock()
        .advance(Duration.between(TestInstallation.clock().instant(), Instant.now()));
    try (RunningConsole console = RunningConsole.start(database, Map.of())) {
      console.beginAgain();
      WireBrowser admin = WireBrowser.signedIn(console, Persona.ADMIN);
      Instant now = TestInstallation.clock().instant();
      LongLog.write(console, now, FEW);
      download(console, admin, "/audit.csv");
      Transfer few = download(console, admin, "/audit.csv");
      line("/audit.csv", FEW, few, null);
      console.beginAgain();
      admin = WireBrowser.signedIn(console, Persona.ADMIN);
      WireBrowser second = WireBrowser.signedIn(console, Persona.SECOND_ADMIN);
      LongLog.write(console, now, EVENTS);
      Transfer copy = againstPsql(console, admin, "/audit.csv", CSV);
      line("/audit.csv.gz", EVENTS, download(console, admin, "/audit.csv.gz"), copy);
      againstPsql(console, admin, "/audit.jsonl", Layout.JSON_LINES.copy("true"));
      line("a stream of Spring Data over HTTP", EVENTS, PlainStream.run(database), copy);
      archive(console, admin, copy);
      heap(console, admin);
      fourAtOnce(List.of(admin, admin, second, second));
    } finally {
      report.publish("audit-files");
    }
  }

  /** In turns, so that neither has the quieter machine. */
  private Transfer againstPsql(RunningConsole console, WireBrowser admin, String path, String sql)
      throws Exception {
    List<Transfer> copies = new ArrayList<>();
    List<Transfer> files = new ArrayList<>();
    for (int run = 0; run < RUNS; run++) {
      Transfer file = download(console, admin, path);
      files.add(file);
      copies.add(psql(sql, file.bytes()));
    }
    Transfer copy = Transfer.best(copies);
    line("psql's \\copy of the same query", EVENTS, copy, copy);
    line(path, EVENTS, Transfer.best(files), copy);
    return copy;
  }

  private void archive(RunningConsole console, WireBrowser admin, Transfer copy) throws Exception {
    long before = System.nanoTime();
    // the console may have begun by itself meanwhile
    while (Archiving.events(console) < EVENTS * 9 / 10) {
      Archiving.now(console);
      LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
    }
    double seconds = (System.nanoTime() - before) / 1e9;
    long archived = Archiving.events(console);
    assertThat(archived).isGreaterThan(EVENTS / 2);
    Transfer file = download(console, admin, "/audit/archives/all.csv.gz");
    // psql's time for as many events
    Transfer same = new Transfer(0, copy.seconds() * archived / EVENTS, copy.bytes());
    line("/audit/archives/all.csv.gz", archived, file, same);
    report.line(
        "| (archiving those, both forms, read back) | %,d | | %.1f | | |"
            .formatted(archived, seconds));
  }

  /** What stays in use while a download runs, beside what was in use before it. */
  private void heap(RunningConsole console, WireBrowser admin) throws Exception {
    double before = usedMegabytes();
    double most = before;
    try (ExecutorService one = Executors.newSingleThreadExecutor()) {
      Future<Transfer> running = one.submit(() -> download(console, admin, "/audit.csv"));
      while (!running.isDone()) {
        most = Math.max(most, usedMegabytes());
        LockSupport.parkNanos(Duration.ofMillis(500).toNanos());
      }
      running.get();
    }
    report.line(
        "| (heap in use after a collection, during /audit.csv: %.0f MB more than before) | | | | | |"
            .formatted(most - before));
  }

  private static double usedMegabytes() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 1e6;
  }

  /** A console of its own with little memory; sessions are in the database that both share. */
  private void fourAtOnce(List<WireBrowser> people) throws Exception {
    Optional<Path> jar = StartedJar.packaged();
    if (jar.isEmpty()) {
      report.line("| (four at once: mvn package first) | | | | | |");
      return;
    }
    Files.createDirectories(Path.of("target", "bench"));
    int port = StartedJar.freePort();
    int management = StartedJar.freePort();
    Map<String, String> settings =
        new HashMap<>(TestInstallation.settings("http://127.0.0.1:" + port));
    settings.putAll(database);
    settings.put("server.port", Integer.toString(port));
    settings.put("management.server.port", Integer.toString(management));
    try (StartedJar small =
            StartedJar.start(
                StartedJar.newestJava(),
                List.of("-Xmx256m"),
                jar.get(),
                settings,
                URI.create("http://127.0.0.1:" + management + "/actuator/health"));
        ExecutorService all = Executors.newFixedThreadPool(people.size())) {
      List<Callable<Transfer>> downloads = new ArrayList<>();
      for (WireBrowser one : people) {
        URI file = URI.create("http://127.0.0.1:" + port + "/audit.csv");
        downloads.add(() -> Transfer.of(file, one.cookieHeader()));
      }
      long bytes = 0;
      double slowest = 0;
      double latest = 0;
      for (Future<Transfer> one : all.invokeAll(downloads)) {
        bytes += one.get().bytes();
        slowest = Math.max(slowest, one.get().seconds());
        latest = Math.max(latest, one.get().firstByteMillis());
      }
      line(
          "four at once, -Xmx256m",
          people.size() * EVENTS,
          new Transfer(latest, slowest, bytes),
          null);
      assertThat(small.measured().seconds()).isPositive();
    }
  }

  private Transfer psql(String sql, long bytes) throws IOException, InterruptedException {
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
    return new Transfer(0, (System.nanoTime() - before) / 1e9, bytes);
  }

  private static Transfer download(RunningConsole console, WireBrowser admin, String path)
      throws IOException {
    return Transfer.of(console.address().resolve(path), admin.cookieHeader());
  }

  private void line(
      String what,
      long events,
      Transfer transfer,
      @org.jspecify.annotations.Nullable Transfer copy) {
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
