package dev.signalbox.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.sandbox.kubernetes.ObjectJson;
import dev.signalbox.testing.RequiresCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** The alerts of the PrometheusRule, tested with promtool, and their runbooks. */
class AlertRulesTests {

  private static final String RUNBOOKS =
      "https://github.com/signalbox-dev/signalbox/blob/main/docs/kubernetes.md#";
  private static final Path TESTS =
      Path.of("src", "test", "resources", "prometheus", "alert-rules-tests.yaml");

  @TempDir Path folder;

  static Stream<String> alerts() {
    return AlertRules.rules().map(rule -> rule.path("alert").asString());
  }

  @Test
  @RequiresCommand(value = "promtool", debianPackage = "prometheus")
  void fireAndStayQuietAsTheCasesExpect() throws IOException {
    AlertRules.writeRuleFile(folder.resolve("signalbox.rules.yaml"));
    Path tests = Files.copy(TESTS, folder.resolve("tests.yaml"));

    assertThat(Promtool.run("test", "rules", tests.toString())).contains("SUCCESS");
  }

  @Test
  @RequiresCommand(value = "promtool", debianPackage = "prometheus")
  void passTheChecksOfPromtool() throws IOException {
    Path rules = AlertRules.writeRuleFile(folder.resolve("signalbox.rules.yaml"));

    assertThat(Promtool.run("check", "rules", rules.toString())).contains("SUCCESS");
  }

  /** The documentation extracts a rule file with sed. */
  @Test
  void areARuleFileWithoutTheIndentationBelowSpec() throws IOException {
    String manifest = Files.readString(AlertRules.MANIFEST);
    String below = manifest.substring(manifest.indexOf("\nspec:\n") + "\nspec:\n".length());

    assertThat(below.lines()).allMatch(line -> line.startsWith("  "));
    assertThat(ObjectJson.parse(below.replaceAll("(?m)^  ", "")))
        .isEqualTo(ObjectJson.parse(manifest).path("spec"));
  }

  @ParameterizedTest
  @MethodSource("alerts")
  void haveCasesInWhichTheyFireAndInWhichTheyAreQuiet(String alert) throws IOException {
    Set<Boolean> outcomes =
        ObjectJson.parse(Files.readString(TESTS))
            .path("tests")
            .valueStream()
            .flatMap(test -> test.path("alert_rule_test").valueStream())
            .filter(test -> test.path("alertname").asString().equals(alert))
            .map(test -> test.path("exp_alerts").isEmpty())
            .collect(Collectors.toSet());

    assertThat(outcomes).containsExactlyInAnyOrder(true, false);
  }

  @ParameterizedTest
  @MethodSource("alerts")
  void linkToTheirRunbook(String alert) throws IOException {
    JsonNode annotations = AlertRules.rule(alert).path("annotations");
    List<String> headings =
        Files.readAllLines(Path.of("docs", "kubernetes.md")).stream()
            .filter(line -> line.startsWith("#"))
            .map(line -> line.replaceFirst("^#+ ", ""))
            .toList();

    assertThat(headings).contains(alert);
    assertThat(annotations.path("runbook_url").asString())
        .isEqualTo(RUNBOOKS + alert.toLowerCase(Locale.ROOT));
    assertThat(annotations.propertyNames()).contains("summary", "description");
    assertThat(AlertRules.rule(alert).at("/labels/severity").asString())
        .isIn("critical", "warning");
  }
}
