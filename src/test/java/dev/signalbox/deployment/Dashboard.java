package dev.signalbox.deployment;

import dev.signalbox.sandbox.kubernetes.ObjectJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** The Grafana dashboard in {@code k8s/monitoring}. */
final class Dashboard {

  private static final Path FILE =
      Kustomization.ROOT.resolve(Path.of("monitoring", "dashboard.json"));

  private Dashboard() {}

  static JsonNode read() {
    try {
      return ObjectJson.parse(Files.readString(FILE));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the queries of all panels. */
  static List<String> expressions() {
    return read().findValues("expr").stream().map(JsonNode::asString).toList();
  }
}
