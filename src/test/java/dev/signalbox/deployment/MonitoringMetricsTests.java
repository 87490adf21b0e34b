package dev.signalbox.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.sandbox.Persona;
import dev.signalbox.testing.HttpBrowser;
import dev.signalbox.testing.RunningConsole;
import dev.signalbox.testing.TestInstallation;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The alerts and the dashboard use metrics that the console exports. */
@Tag("integration")
class MonitoringMetricsTests {

  /** Metrics of Prometheus. */
  private static final Set<String> OTHERS = Set.of("up", "ALERTS");

  private static final Set<String> KEYWORDS = Set.of("and", "or", "unless", "bool", "offset");

  /** Strings, label selectors, durations, and the label lists of aggregations. */
  private static final Pattern NO_METRICS =
      Pattern.compile(
          "\\{[^}]*}|\"[^\"]*\"|\\[[^\\]]*]|\\b(?:by|without|on|ignoring)\\s*\\([^)]*\\)");

  private static final Pattern NAME = Pattern.compile("\\b[a-zA-Z_:][a-zA-Z0-9_:]*+(?!\\s*\\()");

  @Test
  void alertsUseExportedMetrics() {
    List<String> expressions =
        AlertRules.rules().map(rule -> rule.path("expr").asString()).toList();

    assertThat(metrics(expressions)).isNotEmpty().isSubsetOf(exported());
  }

  @Test
  void theDashboardUsesExportedMetrics() {
    assertThat(metrics(Dashboard.expressions())).isNotEmpty().isSubsetOf(exported());
  }

  @Test
  void findsTheMetricsOfAnExpression() {
    assertThat(
            metrics(
                List.of(
                    "sum by (kind) (rate(a_total{job=\"x\",uri!~\"/b.*\"}[5m])) / max(c) > 0.5",
                    "time() - d and on (instance) e == 1")))
        .containsExactly("a_total", "c", "d", "e");
  }

  private static Set<String> metrics(List<String> expressions) {
    Set<String> metrics = new TreeSet<>();
    for (String expression : expressions) {
      Matcher matcher = NAME.matcher(NO_METRICS.matcher(expression).replaceAll(" "));
      while (matcher.find()) {
        metrics.add(matcher.group());
      }
    }
    metrics.removeAll(KEYWORDS);
    return metrics;
  }

  private static Set<String> exported() {
    RunningConsole console = RunningConsole.shared();
    HttpBrowser.signedIn(console, Persona.ADMIN).get("/");
    String samples =
        HttpBrowser.atManagementPort(console)
            .get(
                "/actuator/prometheus",
                "Authorization",
                "Bearer " + TestInstallation.PROMETHEUS_TOKEN)
            .body();
    return Stream.concat(
            OTHERS.stream(),
            samples
                .lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split("[{ ]", 2)[0]))
        .collect(Collectors.toSet());
  }
}
