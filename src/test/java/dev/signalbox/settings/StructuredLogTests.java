package dev.signalbox.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.SignalboxApplication;
import dev.signalbox.testing.TestProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
    List<String> command = TestProcess.java();
    command.addAll(List.of(SignalboxApplication.class.getName(), argument));
    ProcessBuilder process = new ProcessBuilder(command);
    process.environment().clear();
    Process console = process.redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String said = new String(console.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(console.waitFor()).isNotZero();
    return said;
  }
}
