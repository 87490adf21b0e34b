package dev.signalbox.bench;

import dev.signalbox.bench.ConcurrentAdmins.LoadResult;
import dev.signalbox.testing.RunningConsole;
import dev.signalbox.testing.TestDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.distribution.ValueAtPercentile;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * Response times of pages with 100 concurrent admins; server, database and clients run on the same
 * machine. {@code mvn test -Dtest=PageTimeBenchmark}
 */
class PageTimeBenchmark {

  private static final int ADMINS = 100;
  private static final Duration WARM_UP = Duration.ofSeconds(6);
  private static final Duration MEASURED = Duration.ofSeconds(8);
  private static final String CONSTANT = "/bench/constant";

  @Test
  void pagesWith100Admins() throws InterruptedException {
    try (RunningConsole console =
        RunningConsole.start(TestDatabase.createEmpty(), Map.of(), BaselineEndpoint.class)) {
      console.reset();
      ConcurrentAdmins admins = new ConcurrentAdmins(console, ADMINS);
      Map<String, String[]> pages = new LinkedHashMap<>();
      pages.put("constant text", new String[] {CONSTANT});
      pages.put("overview `/`", new String[] {"/"});
      pages.put("users `/users`", new String[] {"/users"});
      pages.put("audit log `/audit`", new String[] {"/audit"});
      pages.put("users, htmx fragment", new String[] {"/users", "HX-Request", "true"});
      // with 100 admins at once on a cold server, the last requests would time out
      for (ConcurrentAdmins group : List.of(admins.first(ADMINS / 10), admins)) {
        for (String[] page : pages.values()) {
          group.measure(page[0], WARM_UP, rest(page));
        }
      }

      BenchmarkReport report =
          new BenchmarkReport(
              "| what | p50 ms | p95 ms | p99 ms | requests/s | CPU ms/request | ratio of CPU | 503"
                  + " |");
      double constant = 0;
      for (Map.Entry<String, String[]> page : pages.entrySet()) {
        LoadResult load = admins.measure(page.getValue()[0], MEASURED, rest(page.getValue()));
        if (constant == 0) {
          constant = load.cpu();
        }
        report.line(
            String.format(
                Locale.ROOT,
                "| %s | %s | %.0f | %.2f | %.1f | %d |",
                page.getKey(),
                load.latencies().cells(),
                load.perSecond(),
                load.cpu(),
                load.cpu() / constant,
                load.unavailable()));
      }
      Timer gate = console.bean(MeterRegistry.class).get("signalbox.session.check").timer();
      report.line("");
      report.line("Access check of each request under this load:");
      for (ValueAtPercentile value : gate.takeSnapshot().percentileValues()) {
        report.line(
            String.format(
                Locale.ROOT,
                "- p%.0f %.1f ms",
                value.percentile() * 100,
                value.value(TimeUnit.MILLISECONDS)));
      }
      report.publish("page-time");
    }
  }

  @Test
  void pagesWithOneAdmin() throws InterruptedException {
    try (RunningConsole console =
        RunningConsole.start(TestDatabase.createEmpty(), Map.of(), BaselineEndpoint.class)) {
      console.reset();
      ConcurrentAdmins one = new ConcurrentAdmins(console, 1);
      BenchmarkReport report =
          new BenchmarkReport("| what | p50 ms | p95 ms | p99 ms | requests |");
      for (String path : new String[] {CONSTANT, "/", "/users", "/audit"}) {
        one.measure(path, WARM_UP);
        LoadResult load = one.measure(path, MEASURED.dividedBy(2));
        report.line(
            "| `%s` | %s | %d |"
                .formatted(path, load.latencies().cells(), load.latencies().count()));
      }
      report.publish("page-time-alone");
    }
  }

  private static String[] rest(String[] page) {
    return Arrays.copyOfRange(page, 1, page.length);
  }
}
