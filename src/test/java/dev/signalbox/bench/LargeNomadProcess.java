package dev.signalbox.bench;

import dev.signalbox.sandbox.nomad.FakeNomad;
import dev.signalbox.sandbox.nomad.LargeCluster;
import dev.signalbox.sandbox.nomad.NomadVersionProfile;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Runs the fake Nomad with the largest cluster in a separate process, so that its memory and CPU
 * time are not counted for the console. Commands are sent as lines on standard input.
 */
final class LargeNomadProcess implements AutoCloseable {

  private final CommandProcess process;
  private final URI address;

  private LargeNomadProcess(CommandProcess process) throws IOException {
    this.process = process;
    this.address = URI.create(process.response());
  }

  /** Starts the process and waits until the cluster is filled. */
  static LargeNomadProcess start() throws IOException {
    return new LargeNomadProcess(
        CommandProcess.start(LargeNomadProcess.class, "crowded-nomad.log"));
  }

  URI address() {
    return address;
  }

  /** Sets the number of events per second; 0 stops them. */
  void setEventRate(int perSecond) throws IOException {
    process.send("happen " + perSecond);
  }

  /** Marks a client eligible or ineligible. */
  void setEligible(String client, boolean eligible) throws IOException {
    process.send((eligible ? "open " : "close ") + client);
  }

  @Override
  public void close() {
    process.close();
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
