package dev.signalbox.sandbox.velero;

import dev.signalbox.sandbox.kubernetes.ObjectJson;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Processes DeleteBackupRequests and creates them for expired backups. */
final class DeletionController {

  private static final String REQUESTS = "deletebackuprequests";
  private static final Duration MAX_AGE = Duration.ofHours(24);
  private static final Duration COLLECTION_PERIOD = Duration.ofHours(1);
  private static final Set<String> RUNNING =
      Set.of("InProgress", "Uploading", "UploadingPartialFailure");

  private final VeleroServerState state;
  private final BackedUpObjects contents;
  private Instant lastCollection;

  DeletionController(VeleroServerState state, BackedUpObjects contents) {
    this.state = state;
    this.contents = contents;
    this.lastCollection = state.now();
  }

  void reconcile() {
    for (ObjectNode request : state.list(REQUESTS)) {
      if (VeleroServerState.isNew(request)) {
        process(request);
      } else if (VeleroServerState.time(request, "/metadata/creationTimestamp", state.now())
          .plus(MAX_AGE)
          .isBefore(state.now())) {
        state.delete(REQUESTS, request);
      }
    }
    if (!state.now().isBefore(lastCollection.plus(COLLECTION_PERIOD))) {
      collectExpired();
    }
  }

  /** Requests the deletion of expired backups, as the server does each hour. */
  void collectExpired() {
    lastCollection = state.now();
    for (ObjectNode backup : state.list("backups")) {
      Instant expiration = VeleroServerState.time(backup, "/status/expiration", Instant.MAX);
      if (expiration.isBefore(state.now()) && !VeleroServerState.phase(backup).equals("Deleting")) {
        collect(backup);
      }
    }
  }

  private void collect(ObjectNode backup) {
    ObjectNode location =
        state.location(backup.at("/spec/storageLocation").asString("")).orElse(null);
    String failure = locationFailure(location);
    state.update(
        "backups",
        backup,
        one -> {
          ObjectNode labels = ObjectJson.member(ObjectJson.metadata(one), "labels");
          if (failure == null) {
            labels.remove("velero.io/gc-failure");
          } else {
            labels.put("velero.io/gc-failure", failure);
          }
        });
    boolean requested =
        state.list(REQUESTS, VeleroServerState.BACKUP_UID, ObjectJson.uid(backup)).stream()
            .anyMatch(one -> !VeleroServerState.phase(one).equals("Processed"));
    if (failure == null && !requested) {
      request(backup);
    }
  }

  private static @Nullable String locationFailure(@Nullable ObjectNode location) {
    if (location == null) {
      return "BSLNotFound";
    }
    if (VeleroServerState.phase(location).equals("Unavailable")) {
      return "BSLCannotGet";
    }
    return location.path("spec").path("accessMode").asString("").equals("ReadOnly")
        ? "BSLReadOnly"
        : null;
  }

  private void request(ObjectNode backup) {
    String name = ObjectJson.name(backup);
    ObjectNode request = state.object("DeleteBackupRequest", "");
    ObjectNode metadata = ObjectJson.metadata(request);
    metadata.remove("name");
    metadata.put("generateName", name.substring(0, Math.min(57, name.length())) + "-");
    metadata
        .putObject("labels")
        .put(VeleroServerState.BACKUP_NAME, ValidLabels.of(name))
        .put(VeleroServerState.BACKUP_UID, ObjectJson.uid(backup));
    request.putObject("spec").put("backupName", name);
    state.objects().create(request);
  }

  private void process(ObjectNode request) {
    ObjectNode backup =
        state.find("backups", request.at("/spec/backupName").asString("")).orElse(null);
    String error = error(backup);
    if (error != null || backup == null) {
      processed(request, error == null ? "backup not found" : error);
      return;
    }
    removeOther(request, backup);
    state.updateStatus(REQUESTS, request, status -> status.put("phase", "InProgress"));
    state.updateStatus("backups", backup, status -> status.put("phase", "Deleting"));
    if (state.controls().sticksNextDeletion()) {
      return;
    }
    String failure = state.controls().deletionError();
    if (failure != null) {
      processed(request, failure);
    } else {
      delete(backup);
    }
  }

  private @Nullable String error(@Nullable ObjectNode backup) {
    if (backup == null) {
      return "backup not found";
    }
    if (RUNNING.contains(VeleroServerState.phase(backup))) {
      return "backup is still in progress";
    }
    String name = backup.at("/spec/storageLocation").asString("");
    ObjectNode location = state.location(name).orElse(null);
    if (location == null) {
      return "backup storage location %s not found".formatted(name);
    }
    if (location.path("spec").path("accessMode").asString("").equals("ReadOnly")) {
      return "cannot delete backup because backup storage location %s is currently in read-only"
              .formatted(name)
          + " mode";
    }
    return VeleroServerState.phase(location).equals("Unavailable")
        ? "cannot delete backup because backup storage location %s is currently in Unavailable"
                .formatted(name)
            + " state"
        : null;
  }

  private void processed(ObjectNode request, String error) {
    state.updateStatus(
        REQUESTS,
        request,
        status -> {
          status.put("phase", "Processed");
          status.putArray("errors").add(error);
        });
  }

  private void removeOther(ObjectNode request, ObjectNode backup) {
    state.list(REQUESTS).stream()
        .filter(one -> one.at("/spec/backupName").asString("").equals(ObjectJson.name(backup)))
        .filter(one -> !ObjectJson.name(one).equals(ObjectJson.name(request)))
        .forEach(one -> state.delete(REQUESTS, one));
  }

  private void delete(ObjectNode backup) {
    String name = ObjectJson.name(backup);
    state.store().deleteAll(BackupFiles.folder("backups", name));
    contents.forget(backup);
    deleteAll("podvolumebackups", VeleroServerState.BACKUP_UID, ObjectJson.uid(backup));
    for (ObjectNode restore : state.list("restores")) {
      if (restore.at("/spec/backupName").asString("").equals(name)) {
        state.store().deleteAll(BackupFiles.folder("restores", ObjectJson.name(restore)));
        state.delete("restores", restore);
      }
    }
    state.delete("backups", backup);
    state.list(REQUESTS).stream()
        .filter(one -> one.at("/spec/backupName").asString("").equals(name))
        .forEach((JsonNode one) -> state.delete(REQUESTS, one));
  }

  private void deleteAll(String plural, String label, String value) {
    state.list(plural, label, value).forEach(one -> state.delete(plural, one));
  }
}
