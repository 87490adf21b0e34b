package dev.signalbox.bench;

import dev.signalbox.bench.Crowd.Load;
import dev.signalbox.sandbox.RunningConsole;
import dev.signalbox.sandbox.TestDatabase;
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
 * How long pages take while a hundred admins ask at once; server, database and askers share the
 * machine. {@code mvn test -Dtest=PageTimeBenchmark}
 */
class PageTimeBenchmark {

  private static final int ADMINS = 100;
  private static final Duration WARM_UP = Duration.ofSeconds(6);
  private static final Duration MEASURED = Duration.ofSeconds(8);
  private static final String CONSTANT = "/bench/constant";

  @Test
  void pagesForAHundredAdmins() throws InterruptedException {
    try (RunningConsole console =
        RunningConsole.start(TestDatabase.ofItsOwn(), Map.of(), Yardstick.class)) {
      console.beginAgain();
      Crowd crowd = new Crowd(console, ADMINS);
      Map<String, String[]> pages = new LinkedHashMap<>();
      pages.put("constant text", new String[] {CONSTANT});
      pages.put("overview `/`", new String[] {"/"});
      pages.put("users `/users`", new String[] {"/users"});
      pages.put("audit log `/audit`", new String[] {"/audit"});
      pages.put("list of users, as htmx asks", new String[] {"/users", "HX-Request", "true"});
      // a hundred who wait for code that was never run would have the last ones time out
      for (Crowd some : List.of(crowd.first(ADMINS / 10), crowd)) {
        for (String[] page : pages.values()) {
          some.ask(page[0], WARM_UP, rest(page));
        }
      }

      Report report =
          new Report(
              "| what | p50 ms | p95 ms | p99 ms | requests/s | CPU ms/request | ratio of CPU |");
      double constant = 0;
      for (Map.Entry<String, String[]> page : pages.entrySet()) {
        Load load = crowd.ask(page.getValue()[0], MEASURED, rest(page.getValue()));
        if (constant == 0) {
          constant = load.cpu();
        }
        report.line(
            String.format(
                Locale.ROOT,
                "| %s | %s | %.0f | %.2f | %.1f |",
                page.getKey(),
                load.latencies().cells(),
                load.perSecond(),
                load.cpu(),
                load.cpu() / constant));
      }
      Timer gate = console.part(MeterRegistry.class).get("signalbox.gate").timer();
      report.line("");
      report.line("The gate, which checks each request, under this load:");
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
  void onePersonAlone() throws InterruptedException {
    try (RunningConsole console =
        RunningConsole.start(TestDatabase.ofItsOwn(), Map.of(), Yardstick.class)) {
      console.beginAgain();
      Crowd one = new Crowd(console, 1);
      Report report = new Report("| what | p50 ms | p95 ms | p99 ms | requests |");
      for (String path : new String[] {CONSTANT, "/", "/users", "/audit"}) {
        one.ask(path, WARM_UP);
        Load load = one.ask(path, MEASURED.dividedBy(2));
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
