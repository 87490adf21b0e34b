package dev.signalbox.sandbox.nomad;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/**
 * Generates the log of a build: agent messages on stderr and the output of the steps on stdout,
 * with ANSI colors.
 */
final class BuildLogGenerator {

  /** Result of a build. */
  enum Outcome {
    PASSED(0),
    FAILED(1),
    OUT_OF_MEMORY(137);

    private final int exitCode;

    Outcome(int exitCode) {
      this.exitCode = exitCode;
    }

    int exitCode() {
      return exitCode;
    }
  }

  /** A log line and its delay after the start of the build. */
  record Line(Duration delay, String stream, String text) {}

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneOffset.UTC);
  private static final List<String> MODULES =
      List.of("signals", "points", "timetable", "ledger", "gateway", "web", "reports", "mail");

  private final List<Line> lines = new ArrayList<>();
  private final Random random;
  private final Instant start;
  private final Duration length;

  private BuildLogGenerator(Random random, Instant start, Duration length) {
    this.random = random;
    this.start = start;
    this.length = length;
  }

  /** Generates the lines in order. The same seed gives the same lines. */
  static List<Line> generate(
      long seed, String name, Instant start, Duration length, Outcome outcome) {
    BuildLogGenerator log = new BuildLogGenerator(new Random(seed), start, length);
    log.writeStart(name);
    log.writeSteps();
    log.writeEnd(outcome);
    log.lines.sort(Comparator.comparing(Line::delay));
    return List.copyOf(log.lines);
  }

  private void writeStart(String name) {
    agent(0, "36", "INFO ", "task received: " + name);
    agent(0.01, "36", "INFO ", "pulling image acme/build-base:2026.01");
    agent(0.04, "36", "INFO ", "container started, checking out");
    out(0.05, "\033[1m$ git checkout --force " + Long.toHexString(random.nextLong()) + "\033[0m");
    out(0.06, "HEAD is now at " + Integer.toHexString(random.nextInt()) + " Wider platform edges");
    agent(0.07, "36", "INFO ", "restoring cache maven-v4-linux: 412.6 MiB in 6.1 s");
    agent(0.08, "33", "WARN ", "cache key gradle-v2 was not found");
  }

  private void writeSteps() {
    out(0.1, "\033[1m$ ./mvnw -B verify\033[0m");
    int steps = 40 + random.nextInt(60);
    for (int i = 0; i < steps; i++) {
      double at = 0.1 + 0.75 * i / steps;
      String module = MODULES.get(random.nextInt(MODULES.size()));
      switch (random.nextInt(6)) {
        case 0 ->
            out(at, "[\033[34mINFO\033[m] Compiling " + (20 + i) + " source files: " + module);
        case 1 -> out(at, "[\033[34mINFO\033[m] Running dev.acme." + module + ".RouteTests");
        case 2 ->
            out(
                at,
                "[\033[34mINFO\033[m] \033[32mTests run: "
                    + (4 + random.nextInt(60))
                    + ", Failures: 0, Errors: 0, Skipped: 0\033[m - "
                    + module);
        case 3 -> out(at, "Downloaded from central: dev/acme/" + module + "-2.4.jar (184 kB)");
        case 4 -> out(at, "[\033[33mWARNING\033[m] Zug nach München hält nicht: 漢字 in " + module);
        default -> agent(at, "36", "INFO ", "heartbeat: step verify, " + (i + 1) + " of " + steps);
      }
    }
  }

  private void writeEnd(Outcome outcome) {
    switch (outcome) {
      case PASSED -> {
        out(0.9, "[\033[34mINFO\033[m] \033[1;32mBUILD SUCCESS\033[m");
        agent(0.97, "36", "INFO ", "saving 14 test reports and 2 artifacts");
        agent(0.99, "32", "INFO ", "task finished: passed");
      }
      case FAILED -> {
        out(0.9, "[\033[1;31mERROR\033[m] Tests run: 214, Failures: 1, Errors: 0, Skipped: 3");
        out(0.9, "[\033[1;31mERROR\033[m] TimetableTests.lastTrainWaits:88 expected: <23:58>");
        out(0.91, "[\033[34mINFO\033[m] \033[1;31mBUILD FAILURE\033[m");
        agent(0.93, "31", "ERROR", "step verify failed: exit status 1");
        error(0.93, "java.lang.AssertionError: expected: <23:58> but was: <00:03>");
        error(
            0.93, "\tat dev.acme.timetable.TimetableTests.lastTrainWaits(TimetableTests.java:88)");
        error(0.93, "\tat java.base/java.lang.reflect.Method.invoke(Method.java:580)");
        error(0.93, "Caused by: java.time.DateTimeException: no such time on this day");
        error(0.93, "\t... 31 more");
        agent(0.98, "31", "ERROR", "task finished: failed");
      }
      case OUT_OF_MEMORY -> {
        agent(0.9, "33", "WARN ", "memory at 97 % of its limit");
        error(0.95, "OpenJDK 64-Bit Server VM warning: INFO: os::commit_memory failed; error=12");
        agent(0.99, "31", "ERROR", "step verify killed: signal 9");
      }
    }
  }

  private void agent(double fraction, String color, String level, String text) {
    Duration after = after(fraction);
    error(
        fraction,
        "\033[" + color + "m" + TIME.format(start.plus(after)) + " " + level + "\033[0m " + text);
  }

  private void error(double fraction, String text) {
    lines.add(new Line(after(fraction), "stderr", text + "\n"));
  }

  private void out(double fraction, String text) {
    lines.add(new Line(after(fraction), "stdout", text + "\n"));
  }

  private Duration after(double fraction) {
    return Duration.ofMillis(Math.round(length.toMillis() * fraction));
  }
}
