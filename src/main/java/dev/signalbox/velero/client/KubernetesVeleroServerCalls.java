package dev.signalbox.velero.client;

import dev.signalbox.kubernetes.ResourceKind;
import dev.signalbox.kubernetes.client.KubernetesRequest;
import dev.signalbox.remote.Adapter;
import dev.signalbox.velero.ResourceJson;
import dev.signalbox.velero.ServerStatus;
import dev.signalbox.velero.VeleroResource;
import dev.signalbox.velero.status.VeleroServerCalls;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Sends the requests through the API server. */
@Adapter
class KubernetesVeleroServerCalls implements VeleroServerCalls {

  private static final ResourceKind SECRETS =
      ResourceKind.namespaced("", "v1", "secrets", "Secret");

  /** A namespaced kind that is listed across all namespaces. */
  private static final ResourceKind LOCATIONS =
      ResourceKind.clusterScoped(
          "velero.io", "v1", "backupstoragelocations", "BackupStorageLocation");

  private final KubernetesResources resources;

  KubernetesVeleroServerCalls(KubernetesResources resources) {
    this.resources = resources;
  }

  @Override
  public String requestStatus() {
    return resources.create(VeleroResource.SERVER_STATUS_REQUEST.kind(), "signalbox-", Map.of());
  }

  @Override
  public Optional<ServerStatus> status(String name) {
    return resources.read(
        VeleroResource.SERVER_STATUS_REQUEST.kind(),
        name,
        KubernetesRequest.DEFAULT_LIMIT,
        (client, object) -> ServerStatus.read(GenericResourceJson.of(object)));
  }

  @Override
  public void deleteStatusRequest(String name) {
    resources.delete(VeleroResource.SERVER_STATUS_REQUEST.kind(), name);
  }

  @Override
  public Optional<Set<String>> secretKeys(String name) {
    return resources.read(
        SECRETS,
        name,
        KubernetesRequest.DEFAULT_LIMIT,
        (client, object) ->
            Set.copyOf(ResourceJson.of(GenericResourceJson.of(object)).names("data")));
  }

  @Override
  public Set<String> namespaces() {
    return resources.namespaces(LOCATIONS);
  }
}
