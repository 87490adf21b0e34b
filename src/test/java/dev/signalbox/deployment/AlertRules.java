package dev.signalbox.deployment;

import dev.signalbox.sandbox.kubernetes.ObjectJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** The alerts in {@code k8s/monitoring}. */
final class AlertRules {

  static final Path MANIFEST =
      Kustomization.ROOT.resolve(Path.of("monitoring", "prometheus-rule.yaml"));

  private AlertRules() {}

  /** Returns the rules of all groups. */
  static Stream<JsonNode> rules() {
    return spec().path("groups").valueStream().flatMap(group -> group.path("rules").valueStream());
  }

  /** Returns the rule of an alert. */
  static JsonNode rule(String alert) {
    return rules()
        .filter(rule -> rule.path("alert").asString().equals(alert))
        .findFirst()
        .orElseThrow();
  }

  /** Writes the rules as a rule file of Prometheus. */
  static Path writeRuleFile(Path file) {
    try {
      return Files.writeString(file, spec().toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode spec() {
    try {
      return ObjectJson.parse(Files.readString(MANIFEST)).path("spec");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
