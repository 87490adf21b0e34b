package dev.signalbox.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.sandbox.kubernetes.ObjectJson;
import dev.signalbox.testing.RequiresCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The queries and the layout of the dashboard. */
class DashboardTests {

  private static final int COLUMNS = 24;

  /** promtool checks queries only as part of rules. */
  @Test
  @RequiresCommand(value = "promtool", debianPackage = "prometheus")
  void queriesAreValid(@TempDir Path folder) throws IOException {
    ObjectNode file = JsonNodeFactory.instance.objectNode();
    ArrayNode rules = file.putArray("groups").addObject().put("name", "panels").putArray("rules");
    List<String> expressions = Dashboard.expressions();
    for (String expression : expressions) {
      rules.addObject().put("record", "panel:query" + rules.size()).put("expr", expression);
    }

    assertThat(expressions).hasSizeGreaterThan(20);
    Promtool.run(
        "check",
        "rules",
        Files.writeString(folder.resolve("rules.yaml"), file.toString()).toString());
  }

  @Test
  void panelsHaveADescriptionAndTheSelectedDataSource() {
    assertThat(Dashboard.read().path("panels"))
        .filteredOn(panel -> !panel.path("type").asString().equals("row"))
        .isNotEmpty()
        .allSatisfy(
            panel -> {
              assertThat(panel.path("description").asString("")).isNotEmpty();
              assertThat(panel.at("/datasource/uid").asString()).isEqualTo("${datasource}");
            });
  }

  @Test
  void panelsDoNotOverlap() {
    JsonNode panels = Dashboard.read().path("panels");
    boolean[][] taken = new boolean[200][COLUMNS];

    for (JsonNode panel : panels) {
      JsonNode place = panel.path("gridPos");
      for (int y = 0; y < place.path("h").asInt(); y++) {
        for (int x = 0; x < place.path("w").asInt(); x++) {
          int row = place.path("y").asInt() + y;
          int column = place.path("x").asInt() + x;
          assertThat(taken[row][column]).as(panel.path("title").asString()).isFalse();
          taken[row][column] = true;
        }
      }
    }
    assertThat(panels.findValues("id")).doesNotHaveDuplicates();
  }

  /** Clusters without the sidecar import the file; with it, a ConfigMap contains the same file. */
  @Test
  @RequiresCommand(value = "kubectl", debianPackage = "kubernetes-client")
  void theConfigMapContainsTheDashboardForTheSidecar() {
    ObjectNode map =
        new Kustomization(Kustomization.ROOT.resolve("monitoring"))
            .build().stream()
                .filter(object -> object.path("kind").asString().equals("ConfigMap"))
                .findFirst()
                .orElseThrow();

    assertThat(map.at("/metadata/labels/grafana_dashboard").asString()).isEqualTo("1");
    assertThat(ObjectJson.parse(map.at("/data").path("signalbox.json").asString()))
        .isEqualTo(Dashboard.read());
  }
}
