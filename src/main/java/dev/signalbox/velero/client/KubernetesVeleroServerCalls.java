package dev.signalbox.velero.client;

import dev.signalbox.kubernetes.ResourceKind;
import dev.signalbox.remote.Adapter;
import dev.signalbox.velero.ResourceJson;
import dev.signalbox.velero.ServerStatus;
import dev.signalbox.velero.VeleroResource;
import dev.signalbox.velero.status.VeleroServerCalls;
import java.util.Optional;
import java.util.Set;

/** Sends the requests through the API server. */
@Adapter
class KubernetesVeleroServerCalls implements VeleroServerCalls {

  private static final ResourceKind SECRETS =
      ResourceKind.namespaced("", "v1", "secrets", "Secret");

  private final KubernetesResources resources;

  KubernetesVeleroServerCalls(KubernetesResources resources) {
    this.resources = resources;
  }

  @Override
  public String requestStatus() {
    return resources.create(VeleroResource.SERVER_STATUS_REQUEST.kind(), "signalbox-", spec -> {});
  }

  @Override
  public Optional<ServerStatus> status(String name) {
    return resources
        .read(VeleroResource.SERVER_STATUS_REQUEST.kind(), name)
        .map(ServerStatus::read);
  }

  @Override
  public void deleteStatusRequest(String name) {
    resources.delete(VeleroResource.SERVER_STATUS_REQUEST.kind(), name);
  }

  @Override
  public Optional<Set<String>> secretKeys(String name) {
    return resources
        .read(SECRETS, name)
        .map(secret -> Set.copyOf(ResourceJson.of(secret).names("data")));
  }

  @Override
  public Set<String> namespaces() {
    return resources.namespaces(VeleroResource.BACKUP_STORAGE_LOCATION.kind());
  }
}
