package dev.signalbox.sandbox.velero;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Answers DownloadRequests and ServerStatusRequests, and removes old ones. */
final class RequestController {

  private static final Duration DOWNLOAD_TTL = Duration.ofMinutes(10);
  private static final Duration STATUS_TTL = Duration.ofMinutes(1);

  private final VeleroServerState state;

  RequestController(VeleroServerState state) {
    this.state = state;
  }

  void reconcile() {
    state.list("downloadrequests").forEach(this::download);
    state.list("serverstatusrequests").forEach(this::status);
  }

  private void download(ObjectNode request) {
    Instant expiration = VeleroServerState.time(request, "/status/expiration", Instant.MAX);
    if (expiration.isBefore(state.now())) {
      state.delete("downloadrequests", request);
      return;
    }
    if (!VeleroServerState.isNew(request) || !state.controls().processesDownloads()) {
      return;
    }
    boolean exists = targetExists(request);
    state.updateStatus(
        "downloadrequests",
        request,
        status -> {
          // without its target, a request is never processed
          if (exists) {
            status.put("phase", "Processed").put("downloadURL", url(request));
          }
          if (!status.has("expiration")) {
            status.put("expiration", state.time(state.now().plus(DOWNLOAD_TTL)));
          }
        });
  }

  private String url(JsonNode request) {
    JsonNode target = request.path("spec").path("target");
    String name = target.path("name").asString("");
    return BackupFiles.key(target.path("kind").asString(""), name)
        .map(key -> state.store().presigned(key).toString())
        .orElse("");
  }

  private boolean targetExists(JsonNode request) {
    JsonNode target = request.path("spec").path("target");
    String name = target.path("name").asString("");
    boolean restore = target.path("kind").asString("").startsWith("Restore");
    String backup =
        restore
            ? state
                .find("restores", name)
                .map(one -> one.at("/spec/backupName").asString(""))
                .orElse("")
            : name;
    return state
        .find("backups", backup)
        .flatMap(one -> state.location(one.at("/spec/storageLocation").asString("")))
        .isPresent();
  }

  private void status(ObjectNode request) {
    if (VeleroServerState.isNew(request)) {
      state.updateStatus(
          "serverstatusrequests",
          request,
          status -> {
            status
                .put("phase", "Processed")
                .put("processedTimestamp", state.time(state.now()))
                .put("serverVersion", state.version().serverVersion());
            addPlugins(status.putArray("plugins"), state.controls().plugins());
          });
    } else if (VeleroServerState.time(request, "/status/processedTimestamp", state.now())
        .plus(STATUS_TTL)
        .isBefore(state.now())) {
      state.delete("serverstatusrequests", request);
    }
  }

  private static void addPlugins(ArrayNode plugins, Set<String> stores) {
    stores.forEach(name -> plugins.addObject().put("name", name).put("kind", "ObjectStore"));
    for (List<String> plugin :
        List.of(
            List.of("velero.io/pod", "BackupItemAction"),
            List.of("velero.io/pv", "BackupItemAction"),
            List.of("velero.io/add-pv-from-pvc", "RestoreItemAction"),
            List.of("velero.io/aws", "VolumeSnapshotter"))) {
      plugins.addObject().put("name", plugin.get(0)).put("kind", plugin.get(1));
    }
  }
}
