package dev.signalbox.bench;

import dev.signalbox.sandbox.nomad.CrowdedCluster;
import dev.signalbox.sandbox.nomad.FakeNomad;
import dev.signalbox.sandbox.nomad.Profile;
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
 * The largest cluster in a process of its own, so that neither its memory nor its work is taken for
 * the console's. It is told what to do by lines.
 */
final class CrowdedNomad implements AutoCloseable {

  private final Process process;
  private final BufferedWriter orders;
  private final BufferedReader answers;
  private final URI address;

  private CrowdedNomad(Process process) throws IOException {
    this.process = process;
    this.orders =
        new BufferedWriter(
            new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
    this.answers =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    this.address = URI.create(answer());
  }

  /** Starts it and waits until it is full. */
  static CrowdedNomad start() throws IOException {
    return new CrowdedNomad(
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                CrowdedNomad.class.getName())
            .redirectError(Path.of("target", "crowded-nomad.log").toFile())
            .start());
  }

  URI address() {
    return address;
  }

  /** Has so many things happen each second; 0 for nothing. */
  void happen(int perSecond) throws IOException {
    order("happen " + perSecond);
  }

  /** Lets a client take builds, or not, now. */
  void setEligible(String client, boolean eligible) throws IOException {
    order((eligible ? "open " : "close ") + client);
  }

  private void order(String order) throws IOException {
    orders.write(order);
    orders.newLine();
    orders.flush();
    answer();
  }

  private String answer() throws IOException {
    return Objects.requireNonNull(answers.readLine(), "Nomad is gone; see its log in target.");
  }

  @Override
  public void close() {
    process.destroy();
  }

  /** The other process; what the stand-in logs goes to the standard error, what it answers not. */
  public static void main(String... none) throws Exception {
    PrintStream answers = System.out;
    System.setOut(System.err);
    FakeNomad nomad = FakeNomad.start(Profile.V1_11_3);
    CrowdedCluster crowd = CrowdedCluster.fill(nomad.world());
    answers.println(nomad.address());
    AutoCloseable happening = () -> {};
    BufferedReader orders =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String order = orders.readLine(); order != null; order = orders.readLine()) {
      List<String> words = List.of(order.split(" ", 2));
      String what = words.getLast();
      switch (words.getFirst()) {
        case "happen" -> {
          happening.close();
          int perSecond = Integer.parseInt(what);
          happening = perSecond == 0 ? () -> {} : crowd.events(perSecond);
        }
        case "open" -> nomad.world().setEligible(what, true);
        default -> nomad.world().setEligible(what, false);
      }
      answers.println("done");
    }
    System.exit(0);
  }
}
