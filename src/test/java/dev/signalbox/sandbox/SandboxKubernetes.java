package dev.signalbox.sandbox;

import dev.signalbox.sandbox.kubernetes.FakeCluster;
import dev.signalbox.sandbox.kubernetes.KubernetesFixtureData;
import dev.signalbox.sandbox.kubernetes.WorkloadController;
import dev.signalbox.sandbox.velero.FakeVelero;
import dev.signalbox.sandbox.velero.VeleroFixtureData;
import dev.signalbox.sandbox.velero.VeleroVersion;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The cluster of the configured kubeconfig file, otherwise a fake one with Velero. */
final class SandboxKubernetes {

  private static @Nullable FakeCluster running;
  private static @Nullable FakeVelero velero;

  private SandboxKubernetes() {}

  /** Returns the fake, or null if a real cluster is configured. */
  static @Nullable FakeCluster running() {
    return running;
  }

  /** Returns the Velero of the fake cluster, or null if a real cluster is configured. */
  static @Nullable FakeVelero velero() {
    return velero;
  }

  static List<String> properties(SandboxSettings settings, SandboxState state) {
    if (settings.kubeconfig() != null) {
      return List.of();
    }
    Clock clock = Clock.systemUTC();
    FakeCluster cluster = FakeCluster.start(settings.kubernetesPort(), clock);
    KubernetesFixtureData.load(cluster);
    FakeVelero server = FakeVelero.create(cluster, VeleroVersion.V1_14, clock).install();
    VeleroFixtureData.load(server);
    server.tickEvery(Duration.ofMillis(500), new WorkloadController(cluster)::reconcile);
    running = cluster;
    velero = server;
    return List.of("--kubeconfig=" + cluster.writeKubeconfig(state.kubeconfig()));
  }
}
