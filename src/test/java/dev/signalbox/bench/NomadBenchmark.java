package dev.signalbox.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.nomad.ClusterSnapshot;
import dev.signalbox.nomad.ClusterState;
import dev.signalbox.nomad.SyncStatus;
import dev.signalbox.sandbox.Persona;
import dev.signalbox.sandbox.nomad.LargeCluster;
import dev.signalbox.testing.HttpBrowser;
import dev.signalbox.testing.RunningConsole;
import dev.signalbox.testing.TestDatabase;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The console with a cluster of 6,100 clients, 20,000 allocations and 50,000 jobs, idle and at 200
 * events/s. {@code mvn test -Dtest=NomadBenchmark}
 */
class NomadBenchmark {

  private static final int EVENTS = 200;
  private static final int WARM_UP = 400;
  private static final int MEASURED = 200;
  private static final Duration CPU_SAMPLE = Duration.ofSeconds(30);
  private static final int SAMPLES = 30;

  @Test
  void largestCluster() throws Exception {
    long before;
    try (RunningConsole console = RunningConsole.start(TestDatabase.createEmpty(), Map.of())) {
      console.reset();
      measure(HttpBrowser.signedIn(console, Persona.ADMIN), "/nomad/clients", WARM_UP);
      before = liveHeap();
    }
    BenchmarkReport figures = new BenchmarkReport("| metric | measured | target |");
    try (LargeNomadProcess nomad = LargeNomadProcess.start()) {
      Map<String, String> settings = Map.of("nomad.addr", nomad.address().toString());
      try (RunningConsole console =
          RunningConsole.start(TestDatabase.createEmpty(), settings, ServerTimeRecorder.class)) {
        ClusterState cluster = console.bean(ClusterState.class);
        double load = syncSeconds(cluster);
        figure(figures, "initial sync after the start of the console", load, "s", "20");
        console.reset();
        HttpBrowser admin = HttpBrowser.signedIn(console, Persona.ADMIN);
        // warms up before the first measurement
        pages().values().forEach(path -> measure(admin, path, WARM_UP));
        pages(admin, "idle");
        figure(
            figures,
            "heap of the snapshot and its indexes",
            (liveHeap() - before) / 1e6,
            "MB",
            "256");
        nomad.setEventRate(EVENTS);
        pages(admin, "with-events");
        openTab(console, nomad, figures);
      }
    } finally {
      figures.publish("nomad");
    }
  }

  private static double syncSeconds(ClusterState cluster) {
    long start = System.nanoTime();
    await()
        .pollInterval(Duration.ofMillis(20))
        .atMost(Duration.ofMinutes(2))
        .until(
            () ->
                cluster.syncStatus().state() == SyncStatus.State.LIVE
                    && isComplete(cluster.snapshot()));
    return (System.nanoTime() - start) / 1e9;
  }

  private static boolean isComplete(ClusterSnapshot view) {
    return view.clients().size() == LargeCluster.CLIENTS
        && view.allocations().size() == LargeCluster.ALLOCATIONS
        && view.jobs().size() == LargeCluster.JOBS;
  }

  private static Map<String, String> pages() {
    Map<String, String> pages = new LinkedHashMap<>();
    pages.put("overview of builds", "/nomad");
    pages.put("clients", "/nomad/clients");
    pages.put("clients by free memory", "/nomad/clients?sort=-memory");
    pages.put("ineligible clients", "/nomad/clients?state=ineligible");
    pages.put("clients, substring search", "/nomad/clients?q=ip-10-0-9");
    pages.put("orphaned clients", "/nomad/clients/orphaned");
    pages.put("jobs", "/nomad/jobs");
    pages.put("running jobs by name", "/nomad/jobs?state=running&sort=name");
    pages.put("jobs, substring search", "/nomad/jobs?q=payments");
    pages.put("queue", "/nomad/queue");
    pages.put("servers", "/nomad/servers");
    pages.put("rolling drains", "/nomad/rolling-drains");
    pages.put("termination requests", "/nomad/releases");
    return pages;
  }

  private static void pages(HttpBrowser admin, String when) {
    BenchmarkReport report =
        new BenchmarkReport("| " + when + ": page | p50 ms | p95 ms | p99 ms | kB |");
    pages()
        .forEach(
            (name, path) -> {
              measure(admin, path, WARM_UP);
              PageMeasurement measured = measure(admin, path, MEASURED);
              report.line(
                  String.format(
                      Locale.ROOT,
                      "| %s | %s | %.0f |",
                      name,
                      measured.latencies().cells(),
                      measured.bytes() / 1e3));
            });
    report.publish("nomad-pages-" + when);
  }

  /** Measures CPU use and event latency with one open tab and no other requests. */
  private static void openTab(
      RunningConsole console, LargeNomadProcess nomad, BenchmarkReport figures) throws IOException {
    try (BrowserTab tab = BrowserTab.at(console)) {
      String client = tab.showOneClient();
      long cpu = cpu();
      long start = System.nanoTime();
      await()
          .pollInterval(Duration.ofSeconds(1))
          .atMost(CPU_SAMPLE.multipliedBy(2))
          .until(() -> System.nanoTime() - start > CPU_SAMPLE.toNanos());
      double cores = (double) (cpu() - cpu) / (System.nanoTime() - start);
      figure(figures, "CPU cores in use, one open tab", cores, "", "0.5");
      // the first time a client becomes eligible, all waiting builds are placed
      ClusterState cluster = console.bean(ClusterState.class);
      nomad.setEligible(client, false);
      nomad.setEligible(client, true);
      tab.awaitState("Ready");
      await()
          .atMost(Duration.ofMinutes(1))
          .during(Duration.ofSeconds(5))
          .until(() -> cluster.syncStatus().state() == SyncStatus.State.LIVE);
      long[] seen = new long[SAMPLES];
      for (int number = 0; number < SAMPLES; number++) {
        boolean eligible = number % 2 == 1;
        long then = System.nanoTime();
        nomad.setEligible(client, eligible);
        tab.awaitState(eligible ? "Ready" : "Ineligible");
        seen[number] = System.nanoTime() - then;
      }
      LatencySamples latencies = new LatencySamples(seen);
      figure(figures, "event to browser, p50", latencies.percentile(50) / 1e3, "s", "1");
      figure(figures, "event to browser, max of 30", latencies.percentile(100) / 1e3, "s", "1");
    }
  }

  private static PageMeasurement measure(HttpBrowser admin, String path, int times) {
    ServerTimeRecorder.take();
    int bytes = 0;
    for (int number = 0; number < times; number++) {
      HttpResponse<String> response = admin.get(path);
      assertThat(response.statusCode()).as(path).isEqualTo(200);
      bytes = Math.max(bytes, response.body().getBytes(StandardCharsets.UTF_8).length);
    }
    return new PageMeasurement(ServerTimeRecorder.take(), bytes);
  }

  private static void figure(
      BenchmarkReport report, String what, double value, String unit, String most) {
    report.line(String.format(Locale.ROOT, "| %s | %.2f %s | under %s |", what, value, unit, most));
  }

  private static long cpu() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  private static long liveHeap() {
    long used = Long.MAX_VALUE;
    for (int round = 0; round < 4; round++) {
      ManagementFactory.getMemoryMXBean().gc();
      used = Math.min(used, ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
    }
    return used;
  }

  private record PageMeasurement(LatencySamples latencies, int bytes) {}
}
