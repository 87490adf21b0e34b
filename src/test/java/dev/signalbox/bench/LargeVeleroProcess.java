package dev.signalbox.bench;

import dev.signalbox.sandbox.kubernetes.ClusterFaults.Kind;
import dev.signalbox.sandbox.kubernetes.FakeCluster;
import dev.signalbox.sandbox.kubernetes.KubernetesFixtureData;
import dev.signalbox.sandbox.velero.FakeVelero;
import dev.signalbox.sandbox.velero.LargeVeleroData;
import dev.signalbox.sandbox.velero.VeleroFixtureData;
import dev.signalbox.sandbox.velero.VeleroVersion;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Runs the fake Kubernetes with many backups in a separate process. */
final class LargeVeleroProcess implements AutoCloseable {

  static final int BACKUPS = 2_000;
  static final int VOLUMES = 20;

  private final CommandProcess process;
  private final Path kubeconfig;
  private final URI address;

  private LargeVeleroProcess(CommandProcess process, Path kubeconfig) throws IOException {
    this.process = process;
    this.kubeconfig = kubeconfig;
    this.address = URI.create(process.response());
  }

  /** Starts the process and waits until the backups are loaded. */
  static LargeVeleroProcess start(Instant now) throws IOException {
    Path kubeconfig = Path.of("target", "kubeconfig-large").toAbsolutePath();
    return new LargeVeleroProcess(
        CommandProcess.start(
            LargeVeleroProcess.class, "large-velero.log", kubeconfig.toString(), now.toString()),
        kubeconfig);
  }

  Path kubeconfig() {
    return kubeconfig;
  }

  /** Returns the address of the API server. */
  URI address() {
    return address;
  }

  void setPhase(String backup, String phase) throws IOException {
    String unused = process.send("phase " + backup + " " + phase);
  }

  void setHanging(boolean hanging) throws IOException {
    String unused = process.send(hanging ? "hang" : "respond");
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
    Clock clock =
        Clock.offset(Clock.systemUTC(), Duration.between(Instant.now(), Instant.parse(args[1])));
    FakeCluster cluster = FakeCluster.start(0, clock);
    FakeVelero velero = FakeVelero.create(cluster, VeleroVersion.V1_14, clock);
    KubernetesFixtureData.load(cluster);
    velero.install();
    VeleroFixtureData.load(velero);
    LargeVeleroData.load(velero, BACKUPS, VOLUMES);
    Path unused = cluster.writeKubeconfig(Path.of(args[0]));
    responses.println(cluster.address());
    BufferedReader commands =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = commands.readLine(); line != null; line = commands.readLine()) {
      List<String> words = List.of(line.split(" ", 3));
      switch (words.getFirst()) {
        case "hang" -> cluster.faults().set(Kind.HANGING);
        case "respond" -> cluster.faults().set(Kind.NONE);
        default ->
            cluster
                .objects()
                .update(
                    "backups.velero.io",
                    FakeVelero.NAMESPACE,
                    words.get(1),
                    backup -> backup.withObject("/status").put("phase", words.get(2)));
      }
      responses.println("done");
    }
    System.exit(0);
  }
}
