package dev.signalbox.kubernetes.client;

import dev.signalbox.kubernetes.ClusterConnection.NotConfigured;
import dev.signalbox.remote.RemoteCalls;
import dev.signalbox.remote.RemoteSystem;
import dev.signalbox.remote.RemoteSystemException;
import dev.signalbox.remote.RemoteSystemException.Unreachable;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Opens watches of the API server. */
@Component
public class KubernetesWatches {

  private final KubernetesClients clients;
  private final RemoteCalls calls;

  KubernetesWatches(KubernetesClients clients, RemoteCalls calls) {
    this.clients = clients;
    this.calls = calls;
  }

  /**
   * Opens a watch.
   *
   * @param resourceVersion the version of the list that the watch continues
   * @param duration after how long the API server ends the watch
   * @throws RemoteSystemException as for {@link KubernetesCalls#read}
   */
  public ResourceWatch open(
      KubernetesRequest request, Selectors selectors, String resourceVersion, Duration duration)
      throws InterruptedException {
    Optional<NotConfigured> missing = clients.notConfigured();
    if (missing.isPresent()) {
      throw KubernetesErrorTranslator.notConfigured(request, missing.get());
    }
    String path =
        RequestPath.of(request)
            + "?watch=true&allowWatchBookmarks=true&resourceVersion="
            + RequestPath.encode(resourceVersion)
            + "&timeoutSeconds="
            + duration.toSeconds()
            + parameter("labelSelector", selectors.labels())
            + parameter("fieldSelector", selectors.fields());
    return calls.timed("kubernetes", request.operation(), () -> open(request, path));
  }

  private static String parameter(String name, @Nullable String value) {
    return value == null ? "" : "&" + name + "=" + RequestPath.encode(value);
  }

  private ResourceWatch open(KubernetesRequest request, String path) {
    KubernetesClient client = client(request);
    try {
      return ResourceWatch.open(client, ServerAddress.of(client, path), request.limit());
    } catch (KubernetesClientException e) {
      throw KubernetesErrorTranslator.translate(request, false, e, ServerAddress.name(client));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Unreachable(
          RemoteSystem.KUBERNETES, request.attempt(), "the call was interrupted", "Retry.", null);
    }
  }

  private KubernetesClient client(KubernetesRequest request) {
    try {
      return clients.client(request.limit());
    } catch (RuntimeException e) {
      throw KubernetesErrorTranslator.invalidConfiguration(request, e);
    }
  }

  /**
   * Which objects a watch reports.
   *
   * @param labels a label selector, or null for all
   * @param fields a field selector, or null for all
   */
  public record Selectors(@Nullable String labels, @Nullable String fields) {

    /** All objects of the kind. */
    public static final Selectors NONE = new Selectors(null, null);
  }
}
