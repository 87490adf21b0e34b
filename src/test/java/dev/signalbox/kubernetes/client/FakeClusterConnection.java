package dev.signalbox.kubernetes.client;

import dev.signalbox.kubernetes.KubernetesProperties;
import dev.signalbox.remote.RemoteCalls;
import dev.signalbox.sandbox.kubernetes.FakeCluster;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import tools.jackson.databind.json.JsonMapper;

/** The production classes of this package, connected to a {@link FakeCluster} or to a real one. */
public final class FakeClusterConnection implements AutoCloseable {

  private final KubernetesClients clients;
  private final KubernetesWatches watches;
  private final KubernetesCalls calls;
  private final ServerProbe probe;
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

  /**
   * @param folder where the kubeconfig file is written
   */
  public FakeClusterConnection(FakeCluster cluster, Path folder, Clock clock) {
    this(cluster.writeKubeconfig(folder.resolve("kubeconfig")), clock);
  }

  /**
   * @param kubeconfig the kubeconfig file, which need not exist
   */
  public FakeClusterConnection(Path kubeconfig, Clock clock) {
    this(new KubernetesProperties(kubeconfig.toString(), "circleci-server", "velero"), clock);
  }

  public FakeClusterConnection(KubernetesProperties settings, Clock clock) {
    RemoteCalls remoteCalls = new RemoteCalls(meters);
    clients = new KubernetesClients(settings, Path.of("/missing/token"), "1.2.3");
    calls = new ClientKubernetesCalls(clients, remoteCalls);
    watches = new KubernetesWatches(clients, remoteCalls);
    probe = new ServerProbe(settings, clients, calls, clock);
  }

  public KubernetesClients clients() {
    return clients;
  }

  public KubernetesCalls calls() {
    return calls;
  }

  public KubernetesObjects objects() {
    return new KubernetesObjects(calls, JsonMapper.shared());
  }

  public KubernetesWatches watches() {
    return watches;
  }

  public ServerProbe probe() {
    return probe;
  }

  public SimpleMeterRegistry meters() {
    return meters;
  }

  @Override
  public void close() {
    clients.destroy();
  }
}
