package dev.signalbox.kubernetes.client;

import dev.signalbox.kubernetes.CacheStatus;
import dev.signalbox.kubernetes.ClusterConnection;
import dev.signalbox.kubernetes.ResourceKind;
import dev.signalbox.remote.RemoteSystemException;
import dev.signalbox.settings.Settings;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Requests the version of the API server, which needs no permission. Open watches do not show that
 * the API server hangs, because they may receive nothing for minutes.
 */
@Component
public class ServerProbe implements ClusterConnection {

  private static final Duration LIMIT = Duration.ofSeconds(5);

  /** Not a kind of the API, but a path that is called like one. */
  private static final KubernetesRequest REQUEST =
      new KubernetesRequest(
          "read the version of the API server",
          "get",
          ResourceKind.clusterScoped("", "", "version", ""),
          "",
          null,
          null,
          LIMIT);

  private final Settings.Kubernetes settings;
  private final KubernetesClients clients;
  private final KubernetesCalls calls;
  private final Clock clock;
  private volatile ServerStatus status = ServerStatus.UNKNOWN;

  @Autowired
  ServerProbe(Settings settings, KubernetesClients clients, KubernetesCalls calls, Clock clock) {
    this(settings.kubernetes(), clients, calls, clock);
  }

  ServerProbe(
      Settings.Kubernetes settings, KubernetesClients clients, KubernetesCalls calls, Clock clock) {
    this.settings = settings;
    this.clients = clients;
    this.calls = calls;
    this.clock = clock;
  }

  @Override
  public String installationNamespace() {
    return settings.namespace();
  }

  @Override
  public String veleroNamespace() {
    return settings.veleroNamespace();
  }

  @Override
  public Optional<NotConfigured> notConfigured() {
    return clients.notConfigured();
  }

  @Override
  public ServerStatus server() {
    return status;
  }

  /** Sends the request; blocks for at most 5 s and does not fail. */
  public ServerStatus probe() {
    @Nullable String version = status.version();
    CacheStatus.@Nullable Failure failure = null;
    try {
      version =
          calls.read(
              REQUEST,
              client ->
                  client
                      .getKubernetesSerialization()
                      .unmarshal(client.raw("/version"), JsonNode.class)
                      .path("gitVersion")
                      .asString(""));
    } catch (RemoteSystemException e) {
      failure = new CacheStatus.Failure(e.tried(), e.response(), e.advice(), clock.instant());
    }
    ServerStatus current = new ServerStatus(version, failure);
    status = current;
    return current;
  }
}
