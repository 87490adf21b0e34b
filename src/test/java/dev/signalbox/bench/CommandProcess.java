package dev.signalbox.bench;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A separate Java process, so that its memory and CPU time are not counted for the console. It
 * receives commands as lines on standard input and responds with one line to each.
 */
final class CommandProcess implements AutoCloseable {

  private final Process process;
  private final Path log;
  private final BufferedWriter commands;
  private final BufferedReader responses;

  private CommandProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
    this.commands =
        new BufferedWriter(
            new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
    this.responses =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  /**
   * Starts a process.
   *
   * @param log the file in target for its standard error
   */
  static CommandProcess start(Class<?> main, String log, String... arguments) throws IOException {
    Path file = Path.of("target", log);
    List<String> command =
        Stream.concat(
                Stream.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-cp",
                    System.getProperty("java.class.path"),
                    main.getName()),
                Stream.of(arguments))
            .toList();
    return new CommandProcess(
        new ProcessBuilder(command).redirectError(file.toFile()).start(), file);
  }

  /** Sends a command and returns the response. */
  String send(String command) throws IOException {
    commands.write(command);
    commands.newLine();
    commands.flush();
    return response();
  }

  /** Waits for the next line of the process. */
  String response() throws IOException {
    return Objects.requireNonNull(responses.readLine(), () -> "The process has ended. See " + log);
  }

  @Override
  public void close() {
    process.destroy();
  }
}
