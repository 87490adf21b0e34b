package dev.signalbox.live;

import static org.awaitility.Awaitility.await;

import dev.signalbox.testing.NginxProcess;
import dev.signalbox.testing.RunningConsole;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * nginx, and the script that the documentation asks for: it checks the readiness of each instance
 * and reloads nginx with those that are ready. nginx does not repeat requests.
 */
final class ReadinessBalancer implements AutoCloseable {

  private static final Duration INTERVAL = Duration.ofMillis(200);

  private final ScheduledExecutorService checks = Executors.newSingleThreadScheduledExecutor();
  private final HttpClient client = HttpClient.newHttpClient();
  private final List<Instance> instances = new CopyOnWriteArrayList<>();
  private final int port;
  private final NginxProcess nginx;
  private volatile List<URI> ready;

  private ReadinessBalancer(Path folder, int port, List<Instance> instances) throws IOException {
    this.port = port;
    this.instances.addAll(instances);
    this.ready = instances.stream().map(Instance::address).toList();
    this.nginx = NginxProcess.start(folder, port, configuration(ready));
    var unused =
        checks.scheduleWithFixedDelay(
            this::check, INTERVAL.toMillis(), INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
  }

  static ReadinessBalancer start(Path folder, int port, RunningConsole one, RunningConsole other)
      throws IOException {
    return new ReadinessBalancer(folder, port, List.of(Instance.of(one), Instance.of(other)));
  }

  /** Replaces an instance and waits until the new one receives requests. */
  void replace(RunningConsole old, RunningConsole replacement) {
    instances.add(Instance.of(replacement));
    instances.removeIf(instance -> instance.address().equals(old.address()));
    await().atMost(Duration.ofSeconds(10)).until(() -> ready.contains(replacement.address()));
  }

  @Override
  public void close() {
    checks.shutdownNow();
    client.close();
    nginx.close();
  }

  private void check() {
    List<URI> found =
        instances.stream().filter(this::isReady).map(Instance::address).sorted().toList();
    if (found.isEmpty() || found.equals(ready)) {
      return;
    }
    try {
      nginx.reload(configuration(found));
      ready = found;
    } catch (IOException e) {
      throw new IllegalStateException("Could not reload nginx.", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isReady(Instance instance) {
    try {
      return client
              .send(
                  HttpRequest.newBuilder(instance.readiness())
                      .timeout(Duration.ofSeconds(5))
                      .build(),
                  BodyHandlers.discarding())
              .statusCode()
          == 200;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private String configuration(List<URI> instances) throws IOException {
    List<String> servers = new ArrayList<>();
    instances.forEach(address -> servers.add("server " + address.getAuthority() + ";"));
    return NginxProcess.documented(Path.of("docs/docker.md"))
        .replaceFirst(
            "(?s)server signalbox-1.*?server signalbox-2[^\n]*",
            servers.stream().collect(Collectors.joining("\n  ")))
        // no request may depend on a repetition, which not every load balancer does
        .replace("proxy_next_upstream error timeout;", "proxy_next_upstream off;")
        .replace("listen 8000;", "listen 127.0.0.1:%d; keepalive_timeout 0;".formatted(port));
  }

  private record Instance(URI address, URI readiness) {

    static Instance of(RunningConsole console) {
      return new Instance(
          console.address(), console.management().resolve("/actuator/health/readiness"));
    }
  }
}
