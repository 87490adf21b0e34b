package dev.signalbox.docker;

import dev.signalbox.testing.InstalledCommands;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Runs docker commands. {@code IMAGE_DOCKER_HOST} names another engine than the default one; unlike
 * {@code DOCKER_HOST} it has no effect on the test database.
 */
final class DockerEngine {

  private static final Duration TIMEOUT = Duration.ofMinutes(15);

  private DockerEngine() {}

  /**
   * Runs a command and returns its standard output without the final line break.
   *
   * @throws CommandFailedException if docker is not installed or the exit code is not 0
   */
  static String run(String... arguments) {
    return runWithInput("", arguments);
  }

  /** Runs a command with the given standard input. */
  static String runWithInput(String input, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(InstalledCommands.find("docker").map(Path::toString).orElse("docker"));
    command.addAll(List.of(arguments));
    Path output = Path.of("target", "docker-output.txt");
    Path errors = Path.of("target", "docker-errors.txt");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectOutput(output.toFile()).redirectError(errors.toFile());
    builder.environment().put("DOCKER_BUILDKIT", "1");
    String host = System.getenv("IMAGE_DOCKER_HOST");
    if (host != null) {
      builder.environment().put("DOCKER_HOST", host);
    }
    try {
      Process process = builder.start();
      try (var standardInput = process.getOutputStream()) {
        standardInput.write(input.getBytes(StandardCharsets.UTF_8));
      }
      if (!process.waitFor(TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new CommandFailedException("no result after " + TIMEOUT);
      }
      if (process.exitValue() != 0) {
        throw new CommandFailedException(Files.readString(errors));
      }
      return Files.readString(output).stripTrailing();
    } catch (IOException e) {
      throw new CommandFailedException(String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Returns the variables as options of {@code docker run}. */
  static List<String> environment(Map<String, String> variables) {
    Path file = Path.of("target", "docker-environment.txt");
    StringBuilder lines = new StringBuilder();
    variables.forEach((name, value) -> lines.append(name).append('=').append(value).append('\n'));
    try {
      Files.writeString(file, lines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return List.of("--env-file", file.toString());
  }

  /** A docker command that failed; the message is the standard error. */
  static final class CommandFailedException extends RuntimeException {

    CommandFailedException(String message) {
      super(message.strip());
    }
  }
}
