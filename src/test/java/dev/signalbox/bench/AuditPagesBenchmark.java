package dev.signalbox.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.sandbox.Persona;
import dev.signalbox.sandbox.RunningConsole;
import dev.signalbox.sandbox.TestDatabase;
import dev.signalbox.sandbox.TestInstallation;
import dev.signalbox.sandbox.WireBrowser;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * What each filter costs over the last month of a year's audit log. {@code mvn test
 * -Dtest=AuditPagesBenchmark -Dbench.events=10000000}
 */
class AuditPagesBenchmark {

  private static final long EVENTS = Size.events(1_000_000, 10_000_000);
  private static final int WARM_UP = 20;
  private static final int MEASURED = 100;

  @Test
  void aYear() {
    try (RunningConsole console = RunningConsole.start(TestDatabase.ofItsOwn(), Map.of())) {
      console.beginAgain();
      WireBrowser admin = WireBrowser.signedIn(console, Persona.ADMIN);
      LongLog.write(console, TestInstallation.clock().instant(), EVENTS);
      pages(admin);
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
}
