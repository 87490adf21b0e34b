package dev.signalbox.sandbox.kubernetes;

import dev.signalbox.sandbox.http.LoopbackHttpExchange;
import dev.signalbox.sandbox.http.LoopbackHttpServer;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.List;

/**
 * A fake Kubernetes API server on a loopback port. It serves the resources of {@link
 * ServedResources} and of installed CRDs, checks access, schemas and versions as the API server
 * does, and sends watches. No controller runs unless a test calls {@link
 * WorkloadController#reconcile()}.
 */
public final class FakeCluster implements AutoCloseable {

  /** A received request; paths and queries are decoded and raw, respectively. */
  public record Received(String method, String path, String query, String body) {}

  private static final int MAX_RECORDED_REQUESTS = 5000;

  private final Clock clock;
  private final ServedResources resources = new ServedResources();
  private final ClusterObjects objects;
  private final AccessRules access = new AccessRules();
  private final PodLogs logs = new PodLogs();
  private final ClusterFaults faults;
  private final ApiServer api;
  private final LoopbackHttpServer server;
  private final ArrayDeque<Received> received = new ArrayDeque<>();

  private FakeCluster(int port, Clock clock) throws IOException {
    this.clock = clock;
    objects = new ClusterObjects(clock, resources);
    api = new ApiServer(objects, resources, access, logs);
    server = new LoopbackHttpServer(port, this::handle);
    faults = new ClusterFaults(api::cutWatches, server::closeConnections);
    createNamespaces();
    server.start();
  }

  /** Starts an empty cluster on a free port that takes its time from the system clock. */
  public static FakeCluster start() {
    return start(0, Clock.systemUTC());
  }

  /** Starts an empty cluster. */
  public static FakeCluster start(int port, Clock clock) {
    try {
      return new FakeCluster(port, clock);
    } catch (IOException e) {
      throw new UncheckedIOException("Could not listen on port " + port, e);
    }
  }

  /** Returns the URL of the API server. */
  public URI address() {
    return server.address();
  }

  /** Returns a client configuration that reads neither the environment nor files. */
  public Config config() {
    return new ConfigBuilder(Config.empty())
        .withMasterUrl(address().toString())
        .withNamespace("circleci-server")
        .withOauthToken("fake-token")
        .withRequestRetryBackoffLimit(0)
        .build();
  }

  /** Returns a new client, which the caller closes. */
  public KubernetesClient client() {
    return new KubernetesClientBuilder().withConfig(config()).build();
  }

  /** Writes a kubeconfig file for this cluster. */
  public Path writeKubeconfig(Path file) {
    try {
      return Files.writeString(
          file,
          """
          apiVersion: v1
          kind: Config
          current-context: fake
          clusters:
          - name: fake
            cluster:
              server: %s
          contexts:
          - name: fake
            context:
              cluster: fake
              user: signalbox
              namespace: circleci-server
          users:
          - name: signalbox
            user:
              token: fake-token
          """
              .formatted(address()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the objects in the cluster. */
  public ClusterObjects objects() {
    return objects;
  }

  /** Returns what the client may do. */
  public AccessRules access() {
    return access;
  }

  /** Returns the logs of containers. */
  public PodLogs logs() {
    return logs;
  }

  /** Returns the fault injection of this server. */
  public ClusterFaults faults() {
    return faults;
  }

  /** Sets the version of the API server, such as {@code v1.21.14-eks-6d3986b}. */
  public void setVersion(String gitVersion) {
    api.setVersion(gitVersion);
  }

  /** Installs the CRDs that are absent. */
  public void install(List<CustomResource> customResources) {
    customResources.stream()
        .filter(one -> objects.find(ServedResources.CRDS, "", one.name()).isEmpty())
        .forEach(one -> objects.create(one.definition()));
  }

  /** Removes a CRD with all its objects; the server then responds with 404. */
  public void uninstall(String name) {
    objects.delete(ServedResources.CRDS, "", name);
  }

  /** Has a PodDisruptionBudget refuse evictions of a pod with 429. */
  public void refuseEviction(String namespace, String pod) {
    api.refuseEviction(namespace, pod);
  }

  /** Returns the number of open watches. */
  public int openWatches() {
    return api.openWatches();
  }

  /** Returns the received requests, oldest first. */
  public List<Received> received() {
    synchronized (received) {
      return List.copyOf(received);
    }
  }

  /** Returns the received requests of a method whose path ends as given. */
  public List<Received> received(String method, String pathEnd) {
    return received().stream()
        .filter(one -> one.method().equals(method) && one.path().endsWith(pathEnd))
        .toList();
  }

  /** Clears the received requests. */
  public void clearRequests() {
    synchronized (received) {
      received.clear();
    }
  }

  /** Removes denials, faults and recorded requests; objects and watches stay. */
  public void resetFaults() {
    faults.reset();
    access.reset();
    clearRequests();
  }

  /** Removes all objects, CRDs, logs, denials and faults. */
  public void reset() {
    faults.reset();
    access.reset();
    logs.clear();
    objects.reset();
    createNamespaces();
    clearRequests();
  }

  @Override
  public void close() {
    faults.reset();
    api.cutWatches();
    server.close();
  }

  private void createNamespaces() {
    objects.create(ObjectJson.namespaceObject("default"));
    objects.create(ObjectJson.namespaceObject("kube-system"));
  }

  private void handle(LoopbackHttpExchange exchange) throws IOException, InterruptedException {
    synchronized (received) {
      received.add(
          new Received(exchange.method(), exchange.path(), exchange.rawQuery(), exchange.text()));
      if (received.size() > MAX_RECORDED_REQUESTS) {
        received.remove();
      }
    }
    exchange.setHeader(
        "Date",
        DateTimeFormatter.RFC_1123_DATE_TIME.format(clock.instant().atOffset(ZoneOffset.UTC)));
    api.handle(exchange, faults);
  }
}
