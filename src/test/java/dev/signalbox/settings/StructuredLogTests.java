package dev.signalbox.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.SignalboxApplication;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A log that machines read: in a process of its own, because logging is set up for a whole process.
 */
class StructuredLogTests {

  private final JsonMapper json = new JsonMapper();

  @Test
  void writesEachLineAsJsonOncePropertySaysSo() throws Exception {
    List<JsonNode> lines =
        start("--logging.structured.format.console=ecs").lines().map(json::readTree).toList();

    assertThat(lines)
        .isNotEmpty()
        .allSatisfy(line -> assertThat(line.at("/log/level").asString()).isNotEmpty());
    assertThat(lines)
        .anySatisfy(
            line ->
                assertThat(line.path("message").asString())
                    .contains("SIGNALBOX_PUBLIC_URL is not set"));
  }

  /** Starts the console in an empty environment, where it stops by itself. */
  private static String start(String argument) throws IOException, InterruptedException {
    ProcessBuilder process =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            SignalboxApplication.class.getName(),
            argument);
    process.environment().clear();
    Process console = process.redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String said = new String(console.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(console.waitFor()).isNotZero();
    return said;
  }
}
