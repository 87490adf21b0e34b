package dev.signalbox.sandbox.velero;

import dev.signalbox.sandbox.kubernetes.ObjectJson;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Copies the files of volumes back into pods that a restore has created. */
final class PodVolumeRestoreController {

  private static final String PVRS = "podvolumerestores";
  private static final Set<String> DONE = Set.of("Completed", "Failed");

  private final VeleroServerState state;

  PodVolumeRestoreController(VeleroServerState state) {
    this.state = state;
  }

  /** Starts the restore of a volume into a pod. */
  void create(JsonNode restore, JsonNode pvb, JsonNode pod) {
    String name = ObjectJson.name(restore);
    ObjectNode pvr = state.object("PodVolumeRestore", "");
    ObjectNode metadata = ObjectJson.metadata(pvr);
    metadata.remove("name");
    metadata.put("generateName", name + "-");
    metadata
        .putObject("labels")
        .put("velero.io/restore-name", ValidLabels.of(name))
        .put("velero.io/restore-uid", ObjectJson.uid(restore))
        .put("velero.io/pod-uid", ObjectJson.uid(pod));
    ObjectNode spec = pvr.putObject("spec");
    spec.put("volume", pvb.at("/spec/volume").asString(""))
        .put("backupStorageLocation", pvb.at("/spec/backupStorageLocation").asString(""))
        .put("repoIdentifier", pvb.at("/spec/repoIdentifier").asString(""))
        .put("snapshotID", pvb.at("/status/snapshotID").asString(""));
    spec.putObject("pod")
        .put("kind", "Pod")
        .put("namespace", ObjectJson.namespace(pod))
        .put("name", ObjectJson.name(pod))
        .put("uid", ObjectJson.uid(pod));
    ObjectNode status = pvr.putObject("status");
    status.put("phase", "InProgress").put("startTimestamp", state.now().toString());
    status
        .putObject("progress")
        .put("totalBytes", pvb.at("/status/progress/totalBytes").asLong(0))
        .put("bytesDone", 0);
    state.objects().create(pvr);
  }

  boolean areDone(JsonNode restore) {
    return of(restore).stream().allMatch(one -> DONE.contains(VeleroServerState.phase(one)));
  }

  private List<ObjectNode> of(JsonNode restore) {
    return state.list(PVRS, "velero.io/restore-uid", ObjectJson.uid(restore));
  }

  void deleteAll(JsonNode restore) {
    of(restore).forEach(one -> state.delete(PVRS, one));
  }

  void reconcile() {
    state.list(PVRS).stream()
        .filter(one -> !DONE.contains(VeleroServerState.phase(one)))
        .forEach(this::copy);
  }

  private void copy(ObjectNode pvr) {
    Instant started = VeleroServerState.time(pvr, "/status/startTimestamp", state.now());
    long elapsed = Duration.between(started, state.now()).toMillis();
    long total = pvr.at("/status/progress/totalBytes").asLong(0);
    long done = Math.min(total, elapsed * state.controls().bytesPerSecond() / 1000);
    if (pvr.at("/status/progress/bytesDone").asLong(-1) != done || done == total) {
      state.updateStatus(
          PVRS,
          pvr,
          status -> {
            ObjectJson.member(status, "progress").put("bytesDone", done);
            if (done == total) {
              status.put("phase", "Completed").put("completionTimestamp", state.now().toString());
            }
          });
    }
  }
}
