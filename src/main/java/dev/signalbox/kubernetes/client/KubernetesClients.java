package dev.signalbox.kubernetes.client;

import dev.signalbox.kubernetes.ClusterConnection.NotConfigured;
import dev.signalbox.kubernetes.KubernetesProperties;
import io.fabric8.kubernetes.client.Client;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.RequestConfigBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.info.BuildProperties;
import org.springframework.stereotype.Component;

/**
 * Builds the Kubernetes client when it is first used. Requests are sent through {@link
 * KubernetesCalls}, which limits their time and translates their failures.
 */
@Component
public class KubernetesClients implements DisposableBean {

  private final ClientConfiguration configuration;
  private final Map<Duration, KubernetesClient> byLimit = new ConcurrentHashMap<>();
  private volatile @Nullable KubernetesClient client;

  @Autowired
  KubernetesClients(KubernetesProperties settings, ObjectProvider<BuildProperties> build) {
    this(
        settings,
        Path.of(Config.KUBERNETES_SERVICE_ACCOUNT_TOKEN_PATH),
        Optional.ofNullable(build.getIfAvailable())
            .map(BuildProperties::getVersion)
            .orElse("development"));
  }

  KubernetesClients(KubernetesProperties settings, Path serviceAccountToken, String version) {
    this.configuration = new ClientConfiguration(settings, serviceAccountToken, version);
  }

  /** Returns why no cluster is configured, or empty if one is. Only checks that a file exists. */
  public Optional<NotConfigured> notConfigured() {
    return configuration.notConfigured();
  }

  /**
   * Returns the client with a time limit for response headers.
   *
   * @throws RuntimeException if the configuration is invalid; it is read again by the next call
   */
  KubernetesClient client(Duration limit) {
    @Nullable KubernetesClient known = byLimit.get(limit);
    if (known != null) {
      return known;
    }
    KubernetesClient created =
        shared()
            .newClient(
                new RequestConfigBuilder(shared().getConfiguration().getRequestConfig())
                    .withRequestTimeout((int) limit.toMillis())
                    .build())
            .adapt(KubernetesClient.class);
    byLimit.put(limit, created);
    return created;
  }

  /** Returns the address of the API server for messages. */
  String serverName() {
    @Nullable KubernetesClient current = client;
    return current == null ? "the API server" : ServerAddress.name(current);
  }

  private synchronized KubernetesClient shared() {
    @Nullable KubernetesClient current = client;
    if (current == null) {
      current = new KubernetesClientBuilder().withConfig(configuration.read()).build();
      client = current;
    }
    return current;
  }

  @Override
  public synchronized void destroy() {
    byLimit.clear();
    Optional.ofNullable(client).ifPresent(Client::close);
    client = null;
  }
}
