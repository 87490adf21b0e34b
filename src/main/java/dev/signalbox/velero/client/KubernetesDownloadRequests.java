package dev.signalbox.velero.client;

import dev.signalbox.remote.Adapter;
import dev.signalbox.velero.DownloadRequest;
import dev.signalbox.velero.ResourceJson;
import dev.signalbox.velero.VeleroNames;
import dev.signalbox.velero.VeleroResource;
import dev.signalbox.velero.files.BackupFileKind;
import dev.signalbox.velero.files.DownloadRequests;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** DownloadRequests through the API server. */
@Adapter
class KubernetesDownloadRequests implements DownloadRequests {

  private final KubernetesResources resources;

  KubernetesDownloadRequests(KubernetesResources resources) {
    this.resources = resources;
  }

  @Override
  public String create(String backup, BackupFileKind kind) {
    return resources.create(
        VeleroResource.DOWNLOAD_REQUEST.kind(),
        VeleroNames.generateName(backup),
        spec -> spec.putObject("target").put("kind", kind.target()).put("name", backup));
  }

  @Override
  public Optional<DownloadRequest> read(String name) {
    return resources.read(VeleroResource.DOWNLOAD_REQUEST.kind(), name).map(DownloadRequest::read);
  }

  @Override
  public void delete(String name) {
    resources.delete(VeleroResource.DOWNLOAD_REQUEST.kind(), name);
  }

  @Override
  public Optional<String> caCertificate(String location) {
    return resources
        .read(VeleroResource.BACKUP_STORAGE_LOCATION.kind(), location)
        .map(object -> ResourceJson.of(object).text("spec", "objectStorage", "caCert"))
        .filter(text -> !text.isEmpty())
        .flatMap(KubernetesDownloadRequests::decoded);
  }

  private static Optional<String> decoded(String base64) {
    try {
      return Optional.of(
          new String(Base64.getMimeDecoder().decode(base64), StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
