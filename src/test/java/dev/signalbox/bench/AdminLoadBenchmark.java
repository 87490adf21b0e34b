package dev.signalbox.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.management.OperatingSystemMXBean;
import dev.signalbox.nomad.ClusterState;
import dev.signalbox.sandbox.nomad.BuildActivitySimulator;
import dev.signalbox.sandbox.s3.ArtifactFixture;
import dev.signalbox.sandbox.s3.S3Server;
import dev.signalbox.testing.HttpBrowser;
import dev.signalbox.testing.RunningConsole;
import dev.signalbox.testing.TestCluster;
import dev.signalbox.testing.TestDatabase;
import dev.signalbox.testing.TestInstallation;
import dev.signalbox.velero.state.VeleroState;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * 200 admins with one visible tab each, while builds run and all systems are connected. Three of
 * four admins open another page every 5 to 10 s; the others keep their page open. The warm-up is
 * not measured and takes a fifth of the time. {@code mvn test -Dtest=AdminLoadBenchmark}, for five
 * minutes or {@code -Dbench.seconds}; {@code -Dbench.admins} changes the number of admins.
 */
class AdminLoadBenchmark {

  private static final int ADMINS = Integer.getInteger("bench.admins", 200);
  private static final Duration LENGTH =
      Duration.ofSeconds(Integer.getInteger("bench.seconds", 300));
  private static final Duration WARM_UP = LENGTH.dividedBy(5);
  private static final Duration TICK = Duration.ofMillis(500);

  private static final List<String> LISTS =
      List.of(
          "/",
          "/users",
          "/audit",
          "/nomad/clients",
          "/nomad/jobs",
          "/snapshots",
          "/artifact-files?prefix=acme/api/414/");

  @TempDir private static Path folder;

  @Test
  void pagesOf200Admins() throws Exception {
    try (S3Server s3 = S3Server.start(folder, 0);
        ScheduledExecutorService ticker = Executors.newSingleThreadScheduledExecutor();
        RunningConsole console = RunningConsole.start(TestDatabase.createEmpty(), settings(s3))) {
      ArtifactFixture.store(s3);
      console.reset();
      BuildActivitySimulator.start(TestInstallation.nomad().cluster(), 1);
      ScheduledFuture<?> ticks =
          ticker.scheduleAtFixedRate(
              AdminLoadBenchmark::tick, TICK.toMillis(), TICK.toMillis(), TimeUnit.MILLISECONDS);
      TestInstallation.awaitSync(console.bean(ClusterState.class));
      await().until(() -> console.bean(VeleroState.class).caches().backups().status().isLive());
      List<HttpBrowser> admins = new ConcurrentAdmins(console, ADMINS).admins();

      run(console, admins, WARM_UP, new LoadRecorder());
      long before = liveHeap(console);
      LoadRecorder recorder = new LoadRecorder();
      Usage usage = run(console, admins, LENGTH, recorder);

      publish(recorder, usage, before, liveHeap(console));
      assertThat(ticks.isDone()).as("a fake failed").isFalse();
    }
  }

  private static Map<String, String> settings(S3Server s3) {
    return Map.of(
        "signalbox.artifacts.folder", "",
        "signalbox.artifacts.s3-bucket", S3Server.BUCKET,
        "signalbox.artifacts.s3-url", s3.address().toString(),
        "signalbox.artifacts.s3-access-key", S3Server.KEY,
        "signalbox.artifacts.s3-secret-key", S3Server.SECRET);
  }

  /** Runs the clock and Velero with the real time. */
  private static void tick() {
    TestInstallation.clock().advance(TICK);
    TestCluster.velero().tick();
  }

  private static Usage run(
      RunningConsole console, List<HttpBrowser> admins, Duration length, LoadRecorder recorder)
      throws InterruptedException {
    List<String> pages = new ArrayList<>(LISTS);
    pages.add(
        "/nomad/clients/"
            + console.bean(ClusterState.class).snapshot().clients().iterator().next().id());
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long cpu = system.getProcessCpuTime();
    long start = System.nanoTime();
    long end = start + length.toNanos();
    List<Thread> running = new ArrayList<>();
    for (int number = 0; number < admins.size(); number++) {
      AdminTab tab = new AdminTab(console.address(), admins.get(number).cookieHeader(), recorder);
      boolean staysOnPage = number % 4 == 0;
      int first = staysOnPage ? number / 4 : number;
      running.add(
          Thread.ofVirtual().start(() -> browse(tab, pages, first, staysOnPage, end, recorder)));
    }
    for (Thread admin : running) {
      admin.join();
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    double busy =
        (system.getProcessCpuTime() - cpu) / 1e9 / seconds / system.getAvailableProcessors();
    return new Usage(seconds, busy);
  }

  /** Shows pages in turn until the end. */
  private static void browse(
      AdminTab tab,
      List<String> pages,
      int first,
      boolean staysOnPage,
      long end,
      LoadRecorder recorder) {
    try {
      // not all at the same time
      Thread.sleep(ThreadLocalRandom.current().nextLong(5_000));
      for (int turn = first; System.nanoTime() < end; turn++) {
        long millis = ThreadLocalRandom.current().nextLong(5_000, 10_000);
        long until = staysOnPage ? end : System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        tab.show(pages.get(turn % pages.size()), Math.min(end, until));
      }
    } catch (IOException | InterruptedException e) {
      recorder.fail("a request failed: " + e);
    }
  }

  private static void publish(LoadRecorder recorder, Usage usage, long before, long after) {
    Map<String, LatencySamples> latencies = recorder.latencies();
    BenchmarkReport requests =
        new BenchmarkReport("| request | count | p50 ms | p95 ms | p99 ms |");
    latencies.forEach(
        (name, samples) ->
            requests.line(
                "| %s | %d | %s |"
                    .formatted(
                        name.replaceFirst("[0-9a-f-]{36}", "{id}"),
                        samples.count(),
                        samples.cells())));
    requests.publish("admin-load-requests");

    double slowest =
        latencies.entrySet().stream()
            .filter(entry -> entry.getKey().startsWith("/"))
            .mapToDouble(entry -> entry.getValue().percentile(95))
            .max()
            .orElseThrow();
    int count = latencies.values().stream().mapToInt(LatencySamples::count).sum();
    BenchmarkReport report = new BenchmarkReport("| metric | measured | target |");
    figure(report, "slowest page, p95", "%.1f ms", slowest, "100 ms");
    figure(report, "errors", "%.0f", recorder.failures().size(), "0");
    figure(report, "growth of the live heap", "%.1f %%", 100.0 * (after - before) / before, "5 %");
    figure(report, "live heap after the warm-up", "%.1f MB", before / 1e6, "");
    figure(report, "live heap at the end", "%.1f MB", after / 1e6, "");
    figure(report, "requests per second", "%.0f", count / usage.seconds(), "");
    figure(report, "event streams opened", "%.0f", (double) recorder.streams(), "");
    figure(report, "events received", "%.0f", (double) recorder.events(), "");
    figure(report, "CPU time of the process, of all CPUs", "%.0f %%", 100 * usage.busy(), "");
    recorder.failures().stream()
        .collect(Collectors.groupingBy(failure -> failure, Collectors.counting()))
        .forEach((failure, times) -> report.line("| %s | %d | 0 |".formatted(failure, times)));
    report.publish("admin-load");
  }

  private static void figure(
      BenchmarkReport report, String name, String format, double value, String target) {
    report.line(
        "| %s | %s | %s |".formatted(name, String.format(Locale.ROOT, format, value), target));
  }

  /** Waits until the console has noticed that all tabs are closed. */
  private static long liveHeap(RunningConsole console) {
    await()
        .atMost(Duration.ofMinutes(2))
        .until(
            () ->
                console.bean(MeterRegistry.class).get("signalbox.live.streams").gauge().value()
                    == 0);
    long used = Long.MAX_VALUE;
    for (int round = 0; round < 4; round++) {
      ManagementFactory.getMemoryMXBean().gc();
      used = Math.min(used, ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
    }
    return used;
  }

  /**
   * What a run used.
   *
   * @param busy used CPU time as a share of all CPUs, including clients and fakes
   */
  private record Usage(double seconds, double busy) {}
}
