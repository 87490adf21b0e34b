package dev.signalbox.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.nomad.ClusterView;
import dev.signalbox.nomad.NomadCluster;
import dev.signalbox.nomad.Trust;
import dev.signalbox.sandbox.Persona;
import dev.signalbox.sandbox.RunningConsole;
import dev.signalbox.sandbox.TestDatabase;
import dev.signalbox.sandbox.WireBrowser;
import dev.signalbox.sandbox.nomad.CrowdedCluster;
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
 * The console over a cluster of 6,100 clients, 20,000 allocations and 50,000 jobs, at rest and at
 * 200 events a second. {@code mvn test -Dtest=NomadBenchmark}
 */
class NomadBenchmark {

  private static final int EVENTS = 200;
  private static final int WARM_UP = 400;
  private static final int MEASURED = 200;
  private static final Duration WATCHED = Duration.ofSeconds(30);
  private static final int SEEN = 30;

  @Test
  void theLargestCluster() throws Exception {
    long before;
    try (RunningConsole console = RunningConsole.start(TestDatabase.ofItsOwn(), Map.of())) {
      console.beginAgain();
      ask(WireBrowser.signedIn(console, Persona.ADMIN), "/nomad/clients", WARM_UP);
      before = liveHeap();
    }
    Report figures = new Report("| what | measured | aim |");
    try (CrowdedNomad nomad = CrowdedNomad.start()) {
      Map<String, String> settings = Map.of("nomad.addr", nomad.address().toString());
      try (RunningConsole console =
          RunningConsole.start(TestDatabase.ofItsOwn(), settings, ServerTimes.class)) {
        NomadCluster cluster = console.part(NomadCluster.class);
        double load = seenAfter(cluster);
        figure(figures, "everything seen, after the console has started", load, "s", "20");
        console.beginAgain();
        WireBrowser admin = WireBrowser.signedIn(console, Persona.ADMIN);
        // the first page would else be measured while the program is being compiled
        pages().values().forEach(path -> ask(admin, path, WARM_UP));
        pages(admin, "at-rest");
        figure(
            figures,
            "heap that the view and what is made of it keep",
            (liveHeap() - before) / 1e6,
            "MB",
            "256");
        nomad.happen(EVENTS);
        pages(admin, "with-events");
        watched(console, nomad, figures);
      }
    } finally {
      figures.publish("nomad");
    }
  }

  private static double seenAfter(NomadCluster cluster) {
    long start = System.nanoTime();
    await()
        .pollInterval(Duration.ofMillis(20))
        .atMost(Duration.ofMinutes(2))
        .until(() -> cluster.trust().state() == Trust.State.LIVE && isWhole(cluster.view()));
    return (System.nanoTime() - start) / 1e9;
  }

  private static boolean isWhole(ClusterView view) {
    return view.clients().size() == CrowdedCluster.CLIENTS
        && view.allocations().size() == CrowdedCluster.ALLOCATIONS
        && view.jobs().size() == CrowdedCluster.JOBS;
  }

  private static Map<String, String> pages() {
    Map<String, String> pages = new LinkedHashMap<>();
    pages.put("overview of builds", "/nomad");
    pages.put("clients", "/nomad/clients");
    pages.put("clients by free memory", "/nomad/clients?sort=-memory");
    pages.put("clients that are ineligible", "/nomad/clients?state=ineligible");
    pages.put("clients by a part of the name", "/nomad/clients?q=ip-10-0-9");
    pages.put("clients that are forgotten", "/nomad/clients/forgotten");
    pages.put("jobs", "/nomad/jobs");
    pages.put("jobs that run, by name", "/nomad/jobs?state=running&sort=name");
    pages.put("jobs by a part of the name", "/nomad/jobs?q=payments");
    pages.put("queue", "/nomad/queue");
    pages.put("servers", "/nomad/servers");
    pages.put("rolling drains", "/nomad/plans");
    pages.put("releases", "/nomad/releases");
    return pages;
  }

  private static void pages(WireBrowser admin, String when) {
    Report report = new Report("| " + when + ": page | p50 ms | p95 ms | p99 ms | kB |");
    pages()
        .forEach(
            (name, path) -> {
              ask(admin, path, WARM_UP);
              Asked asked = ask(admin, path, MEASURED);
              report.line(
                  String.format(
                      Locale.ROOT,
                      "| %s | %s | %.0f |",
                      name,
                      asked.latencies().cells(),
                      asked.bytes() / 1e3));
            });
    report.publish("nomad-pages-" + when);
  }

  /** A tab is open and shows what changes; nobody asks for anything else. */
  private static void watched(RunningConsole console, CrowdedNomad nomad, Report figures)
      throws IOException {
    try (OpenTab tab = OpenTab.at(console)) {
      String client = tab.showOneClient();
      long cpu = cpu();
      long start = System.nanoTime();
      await()
          .pollInterval(Duration.ofSeconds(1))
          .atMost(WATCHED.multipliedBy(2))
          .until(() -> System.nanoTime() - start > WATCHED.toNanos());
      double cores = (double) (cpu() - cpu) / (System.nanoTime() - start);
      figure(figures, "cores that the console keeps busy, one tab open", cores, "", "0.5");
      // the first time a client takes builds again everything that waited is placed at once
      NomadCluster cluster = console.part(NomadCluster.class);
      nomad.setEligible(client, false);
      nomad.setEligible(client, true);
      tab.awaitState("Ready");
      await()
          .atMost(Duration.ofMinutes(1))
          .during(Duration.ofSeconds(5))
          .until(() -> cluster.trust().state() == Trust.State.LIVE);
      long[] seen = new long[SEEN];
      for (int number = 0; number < SEEN; number++) {
        boolean eligible = number % 2 == 1;
        long then = System.nanoTime();
        nomad.setEligible(client, eligible);
        tab.awaitState(eligible ? "Ready" : "Ineligible");
        seen[number] = System.nanoTime() - then;
      }
      Latencies latencies = new Latencies(seen);
      figure(figures, "event to browser, p50", latencies.percentile(50) / 1e3, "s", "1");
      figure(figures, "event to browser, slowest of 30", latencies.percentile(100) / 1e3, "s", "1");
    }
  }

  private static Asked ask(WireBrowser admin, String path, int times) {
    ServerTimes.take();
    int bytes = 0;
    for (int number = 0; number < times; number++) {
      HttpResponse<String> answer = admin.get(path);
      assertThat(answer.statusCode()).as(path).isEqualTo(200);
      bytes = Math.max(bytes, answer.body().getBytes(StandardCharsets.UTF_8).length);
    }
    return new Asked(ServerTimes.take(), bytes);
  }

  private static void figure(Report report, String what, double value, String unit, String most) {
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

  private record Asked(Latencies latencies, int bytes) {}
}
