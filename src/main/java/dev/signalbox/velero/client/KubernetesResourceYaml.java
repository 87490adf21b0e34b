package dev.signalbox.velero.client;

import dev.signalbox.kubernetes.CacheStatus;
import dev.signalbox.kubernetes.ClusterConnection;
import dev.signalbox.remote.Adapter;
import dev.signalbox.remote.RemoteSystem;
import dev.signalbox.remote.RemoteSystemException.Unreachable;
import dev.signalbox.velero.VeleroResource;
import dev.signalbox.velero.files.ResourceYaml;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads resources for the raw view. */
@Adapter
class KubernetesResourceYaml implements ResourceYaml {

  private static final Duration LIMIT = Duration.ofSeconds(3);

  private final KubernetesResources resources;
  private final ClusterConnection cluster;

  KubernetesResourceYaml(KubernetesResources resources, ClusterConnection cluster) {
    this.resources = resources;
    this.cluster = cluster;
  }

  @Override
  public Optional<String> read(VeleroResource resource, String name) {
    requireServer(resource, name);
    return resources.readYaml(resource.kind(), name, LIMIT);
  }

  /** Fails at once while the API server is known not to respond. */
  private void requireServer(VeleroResource resource, String name) {
    CacheStatus.@Nullable Failure failure = cluster.server().failure();
    if (failure != null) {
      throw new Unreachable(
          RemoteSystem.KUBERNETES,
          "read " + resource.kind().qualifiedName() + " " + name,
          failure.response(),
          failure.advice(),
          null);
    }
  }
}
