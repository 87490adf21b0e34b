package dev.signalbox.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.kubernetes.CacheStatus.State;
import dev.signalbox.sandbox.Persona;
import dev.signalbox.sandbox.velero.VeleroFixtureData;
import dev.signalbox.testing.HttpBrowser;
import dev.signalbox.testing.RunningConsole;
import dev.signalbox.testing.TestDatabase;
import dev.signalbox.testing.TestInstallation;
import dev.signalbox.velero.state.VeleroCaches;
import dev.signalbox.velero.state.VeleroState;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * The console with 2,000 backups of 20 volumes each, and with an API server that hangs. {@code mvn
 * test -Dtest=SnapshotsBenchmark}
 */
class SnapshotsBenchmark {

  private static final int WARM_UP = 200;
  private static final int MEASURED = 200;
  private static final int REST_WARM_UP = 20;
  private static final int DIRECT = 20;
  private static final int SAMPLES = 20;
  private static final Duration TICK = Duration.ofMillis(100);
  private static final String NEWEST = "load-000000";
  private static final String CONSTANT = "/bench/constant";
  private static final String SCHEDULE = "/snapshots/schedules/" + VeleroFixtureData.DAILY;
  private static final String LOCATION = "/snapshots/locations/default";
  private static final String RESTORE = "/restores/" + VeleroFixtureData.RESTORE;

  @Test
  void manyBackups() throws Exception {
    long before;
    try (RunningConsole console = RunningConsole.start(TestDatabase.createEmpty(), Map.of())) {
      console.reset();
      HttpBrowser admin = HttpBrowser.signedIn(console, Persona.ADMIN);
      lists().values().forEach(path -> measure(admin, path, WARM_UP));
      before = liveHeap();
    }
    BenchmarkReport figures = new BenchmarkReport("| metric | measured | target |");
    try (ScheduledExecutorService ticker = Executors.newSingleThreadScheduledExecutor();
        LargeVeleroProcess velero = LargeVeleroProcess.start(TestInstallation.clock().instant());
        RunningConsole console =
            RunningConsole.start(
                TestDatabase.createEmpty(),
                Map.of("kubeconfig", velero.kubeconfig().toString()),
                ServerTimeRecorder.class,
                BaselineEndpoint.class)) {
      // the fake cluster runs with the real time, too
      ScheduledFuture<?> unused =
          ticker.scheduleAtFixedRate(
              () -> TestInstallation.clock().advance(TICK),
              TICK.toMillis(),
              TICK.toMillis(),
              TimeUnit.MILLISECONDS);
      console.reset();
      VeleroCaches caches = console.bean(VeleroState.class).caches();
      figure(figures, "initial sync", syncSeconds(caches), "s", "15");
      figure(figures, "heap of the caches", (liveHeap() - before) / 1e6, "MB", "300");
      HttpBrowser admin = HttpBrowser.signedIn(console, Persona.ADMIN);
      double slowest = pages(admin, velero, caches);
      figure(figures, "slowest list, p95", slowest, "ms", "20");
      direct(velero, figures, slowest);
      openTab(console, velero, figures);
      hang(velero, HttpBrowser.signedIn(console, Persona.ADMIN), caches, figures);
    } finally {
      figures.publish("snapshots");
    }
  }

  private static double syncSeconds(VeleroCaches caches) {
    long start = System.nanoTime();
    await()
        .pollInterval(Duration.ofMillis(20))
        .atMost(Duration.ofMinutes(2))
        .until(
            () ->
                caches.backups().status().isLive()
                    && caches.podVolumeBackups().status().isLive()
                    && caches.backups().list().size() >= LargeVeleroProcess.BACKUPS
                    && caches.podVolumeBackups().list().size()
                        >= LargeVeleroProcess.BACKUPS * LargeVeleroProcess.VOLUMES);
    return (System.nanoTime() - start) / 1e9;
  }

  private static Map<String, String> lists() {
    Map<String, String> pages = new LinkedHashMap<>();
    pages.put("snapshots", "/snapshots");
    pages.put("completed snapshots", "/snapshots?state=completed");
    pages.put("partial snapshots", "/snapshots?state=partial");
    pages.put("full snapshots", "/snapshots?kind=full");
    pages.put("snapshots, substring search", "/snapshots?q=load-0019");
    pages.put("snapshots of a schedule", "/snapshots?schedule=nightly");
    return pages;
  }

  private static Map<String, String> others() {
    Map<String, String> pages = new LinkedHashMap<>();
    pages.put("overview", "/");
    pages.put("checklist", "/snapshots/health");
    pages.put("take a snapshot", "/snapshots/new");
    pages.put("schedules", "/snapshots/schedules");
    pages.put("retention rules", "/snapshots/retention");
    pages.put("storage locations", "/snapshots/locations");
    return pages;
  }

  /** Returns all other pages of snapshots, restores and storage locations. */
  private static Map<String, String> rest() {
    Map<String, String> pages = new LinkedHashMap<>();
    for (String part :
        List.of("", "/log", "/results", "/volume-infos", "/yaml", "/log.txt", "/deletion")) {
      pages.put("one snapshot" + part, "/snapshots/" + NEWEST + part);
    }
    for (String path :
        List.of(
            "/snapshots/schedules/new",
            SCHEDULE,
            SCHEDULE + "/deletion",
            SCHEDULE + "/pause",
            "/snapshots/retention/edit",
            "/snapshots/volumes",
            "/snapshots/locations/new",
            LOCATION,
            LOCATION + "/edit",
            LOCATION + "/deletion",
            LOCATION + "/default",
            "/snapshots/setup",
            "/snapshots/setup/s3",
            "/restores",
            "/restores/new?snapshot=" + NEWEST,
            RESTORE,
            RESTORE + "/results",
            RESTORE + "/log.txt")) {
      pages.put(path, path);
    }
    return pages;
  }

  /** Measures all pages; returns the p95 of the slowest list in milliseconds. */
  private static double pages(HttpBrowser admin, LargeVeleroProcess velero, VeleroCaches caches)
      throws IOException {
    BenchmarkReport report = new BenchmarkReport("| page | p50 ms | p95 ms | p99 ms |");
    double slowest = 0;
    Map<String, String> pages = new LinkedHashMap<>();
    pages.put("constant text", CONSTANT);
    pages.putAll(lists());
    pages.putAll(others());
    pages.put("one snapshot", "/snapshots/" + NEWEST);
    pages.values().forEach(path -> measure(admin, path, WARM_UP));
    for (Map.Entry<String, String> page : pages.entrySet()) {
      measure(admin, page.getValue(), WARM_UP);
      LatencySamples measured = measure(admin, page.getValue(), MEASURED);
      report.line("| %s | %s |".formatted(page.getKey(), measured.cells()));
      if (lists().containsKey(page.getKey())) {
        slowest = Math.max(slowest, measured.percentile(95));
      }
    }
    report.line(
        "| snapshots, each after a change | %s |".formatted(changed(admin, velero, caches)));
    report.publish("snapshots-pages");
    return slowest;
  }

  /** Measures the first list after each change. */
  private static String changed(HttpBrowser admin, LargeVeleroProcess velero, VeleroCaches caches)
      throws IOException {
    ServerTimeRecorder.take();
    for (int number = 0; number < MEASURED; number++) {
      long before = caches.backups().revision();
      velero.setPhase(NEWEST, number % 2 == 0 ? "PartiallyFailed" : "Completed");
      await().pollInterval(Duration.ofMillis(2)).until(() -> caches.backups().revision() != before);
      assertThat(admin.get("/snapshots").statusCode()).isEqualTo(200);
    }
    return ServerTimeRecorder.take().cells();
  }

  /** Measures the list that a page without a cache would request. */
  private static void direct(LargeVeleroProcess velero, BenchmarkReport figures, double list)
      throws IOException, InterruptedException {
    double backups = direct(velero, "backups");
    double volumes = direct(velero, "podvolumebackups");
    figure(figures, "all backups from the API server, p50", backups, "ms", "-");
    figure(figures, "their volumes from the API server, p50", volumes, "ms", "-");
    figure(figures, "both, compared to the slowest list", (backups + volumes) / list, "times", "-");
  }

  private static double direct(LargeVeleroProcess velero, String plural)
      throws IOException, InterruptedException {
    URI uri = velero.address().resolve("/apis/velero.io/v1/namespaces/velero/" + plural);
    HttpRequest request =
        HttpRequest.newBuilder(uri).header("Authorization", "Bearer fake-token").build();
    long[] nanos = new long[DIRECT];
    try (HttpClient client = HttpClient.newHttpClient()) {
      for (int number = 0; number < DIRECT; number++) {
        long start = System.nanoTime();
        assertThat(client.send(request, BodyHandlers.ofByteArray()).statusCode()).isEqualTo(200);
        nanos[number] = System.nanoTime() - start;
      }
    }
    return new LatencySamples(nanos).percentile(50);
  }

  /** Measures how long a change takes to an open tab. */
  private static void openTab(
      RunningConsole console, LargeVeleroProcess velero, BenchmarkReport figures)
      throws IOException {
    try (BrowserTab tab = BrowserTab.at(console)) {
      tab.showFirstRow("/snapshots?q=" + NEWEST);
      long[] seen = new long[SAMPLES];
      for (int number = 0; number < SAMPLES; number++) {
        boolean partial = number % 2 == 0;
        long start = System.nanoTime();
        velero.setPhase(NEWEST, partial ? "PartiallyFailed" : "Completed");
        tab.awaitState(partial ? "Partial" : "Completed");
        seen[number] = System.nanoTime() - start;
      }
      LatencySamples latencies = new LatencySamples(seen);
      figure(figures, "change to browser, p50", latencies.percentile(50) / 1e3, "s", "2");
      figure(figures, "change to browser, max of 20", latencies.percentile(100) / 1e3, "s", "2");
    }
  }

  /** Measures all pages from the moment on at which the API server hangs, until it is reported. */
  private static void hang(
      LargeVeleroProcess velero, HttpBrowser admin, VeleroCaches caches, BenchmarkReport figures)
      throws IOException {
    Map<String, String> pages = new LinkedHashMap<>(lists());
    pages.putAll(others());
    pages.putAll(rest());
    pages.values().forEach(path -> request(admin, path, REST_WARM_UP));
    velero.setHanging(true);
    BenchmarkReport report = new BenchmarkReport("| while hanging: page | max ms |");
    Map<String, Double> slowest = new LinkedHashMap<>();
    boolean stale;
    do {
      stale = caches.backups().status().state() == State.STALE;
      pages.forEach(
          (name, path) -> {
            ServerTimeRecorder.take();
            request(admin, path, 1);
            slowest.merge(name, ServerTimeRecorder.take().percentile(100), Math::max);
          });
    } while (!stale);
    velero.setHanging(false);
    slowest.forEach(
        (name, most) -> report.line(String.format(Locale.ROOT, "| %s | %.0f |", name, most)));
    report.publish("snapshots-pages-hanging");
    double most = slowest.values().stream().mapToDouble(Double::doubleValue).max().orElseThrow();
    figure(figures, "slowest page while the API server hangs", most, "ms", "300");
  }

  /** Requests a page, which may redirect to another one. */
  private static void request(HttpBrowser admin, String path, int times) {
    for (int number = 0; number < times; number++) {
      assertThat(admin.get(path).statusCode()).as(path).isIn(200, 302);
    }
  }

  private static LatencySamples measure(HttpBrowser admin, String path, int times) {
    ServerTimeRecorder.take();
    for (int number = 0; number < times; number++) {
      assertThat(admin.get(path).statusCode()).as(path).isEqualTo(200);
    }
    return ServerTimeRecorder.take();
  }

  private static void figure(
      BenchmarkReport report, String what, double value, String unit, String most) {
    report.line(
        String.format(
            Locale.ROOT,
            "| %s | %.2f %s | %s |",
            what,
            value,
            unit,
            most.equals("-") ? "" : "under " + most + " " + unit));
  }

  private static long liveHeap() {
    long used = Long.MAX_VALUE;
    for (int round = 0; round < 4; round++) {
      ManagementFactory.getMemoryMXBean().gc();
      used = Math.min(used, ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
    }
    return used;
  }
}
