package dev.signalbox.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.sandbox.Persona;
import dev.signalbox.testing.HttpBrowser;
import dev.signalbox.testing.RunningConsole;
import dev.signalbox.testing.TestDatabase;
import dev.signalbox.testing.TestInstallation;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Response times of each filter over the last month of a one-year audit log. {@code mvn test
 * -Dtest=AuditPagesBenchmark -Dbench.events=10000000}
 */
class AuditPagesBenchmark {

  private static final long EVENTS = BenchmarkSize.events(1_000_000, 10_000_000);
  private static final int WARM_UP = 20;
  private static final int MEASURED = 100;

  @Test
  void oneYear() {
    try (RunningConsole console = RunningConsole.start(TestDatabase.createEmpty(), Map.of())) {
      console.reset();
      HttpBrowser admin = HttpBrowser.signedIn(console, Persona.ADMIN);
      LargeAuditLog.write(console, TestInstallation.clock().instant(), EVENTS);
      pages(admin);
    }
  }

  private static void pages(HttpBrowser admin) {
    Map<String, String> filters = new LinkedHashMap<>();
    filters.put("no filter", "");
    filters.put("action", "&action=thing3.act3");
    filters.put("action group", "&action=thing3.");
    filters.put("actor by id", "&actor=77");
    filters.put("actor by name", "&actor=actor+77");
    filters.put("actor by substring", "&actor=ctor+777");
    filters.put("target by name", "&target=acme%2Fproject-4711");
    filters.put("failed events", "&outcome=failed");
    filters.put("request id", "&request=r" + EVENTS / 4);
    filters.put("common text", "&q=feature");
    filters.put("text without matches", "&q=xyzzy");
    // the first rows are measured while PostgreSQL still writes and vacuums the new events
    filters.put("no filter, at the end", "");
    BenchmarkReport report =
        new BenchmarkReport(
            "| filter over the last month of %,d events | p50 ms | p95 ms | p99 ms |"
                .formatted(EVENTS));
    filters.forEach(
        (what, filter) -> {
          int times = what.equals("text without matches") ? 5 : MEASURED;
          String path = "/audit?range=30d" + filter;
          measure(admin, path, Math.min(times, WARM_UP));
          report.line("| " + what + " | " + measure(admin, path, times).cells() + " |");
        });
    report.publish("audit-pages");
  }

  private static LatencySamples measure(HttpBrowser admin, String path, int times) {
    long[] measured = new long[times];
    for (int number = 0; number < times; number++) {
      long before = System.nanoTime();
      int status = admin.get(path, "HX-Request", "true").statusCode();
      measured[number] = System.nanoTime() - before;
      assertThat(status).as(path).isEqualTo(200);
    }
    return new LatencySamples(measured);
  }
}
