package dev.signalbox.bench;

import dev.signalbox.sandbox.nomad.FakeNomad;
import dev.signalbox.sandbox.nomad.LargeCluster;
import dev.signalbox.sandbox.nomad.NomadVersionProfile;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * Runs the fake Nomad with the largest cluster in a separate process, so that its memory and CPU
 * time are not counted for the console. Commands are sent as lines on standard input.
 */
final class LargeNomadProcess implements AutoCloseable {

  private final Process process;
  private final BufferedWriter commands;
  private final BufferedReader responses;
  private final URI address;

  private LargeNomadProcess(Process process) throws IOException {
    this.process = process;
    this.commands =
        new BufferedWriter(
            new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
    this.responses =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    this.address = URI.create(response());
  }

  /** Starts the process and waits until the cluster is filled. */
  static LargeNomadProcess start() throws IOException {
    return new LargeNomadProcess(
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                LargeNomadProcess.class.getName())
            .redirectError(Path.of("target", "crowded-nomad.log").toFile())
            .start());
  }

  URI address() {
    return address;
  }

  /** Sets the number of events per second; 0 stops them. */
  void setEventRate(int perSecond) throws IOException {
    send("happen " + perSecond);
  }

  /** Marks a client eligible or ineligible. */
  void setEligible(String client, boolean eligible) throws IOException {
    send((eligible ? "open " : "close ") + client);
  }

  private void send(String command) throws IOException {
    commands.write(command);
    commands.newLine();
    commands.flush();
    response();
  }

  private String response() throws IOException {
    return Objects.requireNonNull(
        responses.readLine(), "The Nomad process has ended. See target/crowded-nomad.log.");
  }

  @Override
  public void close() {
    process.destroy();
  }

  /**
   * Entry point of the separate process. Logs go to standard error, responses to standard output.
   */
  public static void main(String... args) throws Exception {
    PrintStream responses = System.out;
    System.setOut(System.err);
    FakeNomad nomad = FakeNomad.start(NomadVersionProfile.V1_11_3);
    LargeCluster cluster = LargeCluster.fill(nomad.cluster());
    responses.println(nomad.address());
    AutoCloseable events = () -> {};
    BufferedReader commands =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = commands.readLine(); line != null; line = commands.readLine()) {
      List<String> words = List.of(line.split(" ", 2));
      String argument = words.getLast();
      switch (words.getFirst()) {
        case "happen" -> {
          events.close();
          int perSecond = Integer.parseInt(argument);
          events = perSecond == 0 ? () -> {} : cluster.startEvents(perSecond);
        }
        case "open" -> nomad.cluster().setEligible(argument, true);
        default -> nomad.cluster().setEligible(argument, false);
      }
      responses.println("done");
    }
    System.exit(0);
  }
}
