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

/** Structured logging, tested in a separate process because logging is configured per process. */
class StructuredLogTests {

  private final JsonMapper json = new JsonMapper();

  @Test
  void writesJsonLinesWhenConfigured() throws Exception {
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

  /** Starts the console in an empty environment, where it stops with an error. */
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
