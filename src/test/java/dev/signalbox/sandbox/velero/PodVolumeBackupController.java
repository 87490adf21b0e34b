package dev.signalbox.sandbox.velero;

import dev.signalbox.sandbox.kubernetes.ObjectJson;
import dev.signalbox.sandbox.velero.VeleroControls.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The node agents: copy the files of one volume per node at a time. */
final class PodVolumeBackupController {

  private static final String PVBS = "podvolumebackups";
  private static final Duration SCAN = Duration.ofSeconds(3);
  private static final Set<String> DONE = Set.of("Completed", "Failed", "Canceled");

  private final VeleroServerState state;
  private final VolumeSelection volumes;

  PodVolumeBackupController(VeleroServerState state) {
    this.state = state;
    this.volumes = new VolumeSelection(state);
  }

  void create(JsonNode backup, VolumeSelection.Volume volume) {
    String name = ObjectJson.name(backup);
    ObjectNode pvb = state.object("PodVolumeBackup", "");
    ObjectNode metadata = ObjectJson.metadata(pvb);
    metadata.remove("name");
    metadata.put("generateName", name + "-");
    ObjectNode labels = metadata.putObject("labels");
    labels
        .put(VeleroServerState.BACKUP_NAME, ValidLabels.of(name))
        .put(VeleroServerState.BACKUP_UID, ObjectJson.uid(backup));
    ObjectNode spec = pvb.putObject("spec");
    spec.put("node", volume.node()).put("volume", volume.name());
    spec.put("backupStorageLocation", backup.at("/spec/storageLocation").asString("default"));
    String namespace = ObjectJson.namespace(volume.pod());
    spec.put("repoIdentifier", "s3:s3.invalid/" + FakeObjectStore.BUCKET + "/restic/" + namespace);
    if (state.version().hasNodeAgent()) {
      spec.put("uploaderType", "kopia");
    }
    spec.putObject("pod")
        .put("kind", "Pod")
        .put("namespace", namespace)
        .put("name", ObjectJson.name(volume.pod()))
        .put("uid", ObjectJson.uid(volume.pod()));
    ObjectNode tags = spec.putObject("tags");
    tags.put("backup", name).put("volume", volume.name()).put("pod", ObjectJson.name(volume.pod()));
    if (!volume.claim().isEmpty()) {
      String uid =
          state
              .objects()
              .find("persistentvolumeclaims", namespace, volume.claim())
              .map(ObjectJson::uid)
              .orElse("");
      labels.put("velero.io/pvc-uid", uid);
      ObjectJson.member(metadata, "annotations").put("velero.io/pvc-name", volume.claim());
      tags.put("pvc-uid", uid);
    }
    pvb.putObject("status").put("phase", "New");
    state.objects().create(pvb);
  }

  List<ObjectNode> of(JsonNode backup) {
    return state.list(PVBS, VeleroServerState.BACKUP_UID, ObjectJson.uid(backup));
  }

  boolean areDone(JsonNode backup) {
    return of(backup).stream().allMatch(PodVolumeBackupController::isDone);
  }

  int countFailed(JsonNode backup) {
    return (int)
        of(backup).stream().filter(one -> VeleroServerState.phase(one).equals("Failed")).count();
  }

  void failAll(JsonNode backup) {
    of(backup).stream()
        .filter(one -> !isDone(one))
        .forEach(
            one ->
                fail(
                    one,
                    "found a podvolumebackup with status \"InProgress\" during the"
                        + " node-agent starting, mark it as failed"));
  }

  void reconcile() {
    Set<String> busy = new HashSet<>();
    for (ObjectNode pvb : state.list(PVBS)) {
      String node = pvb.path("spec").path("node").asString("");
      if (!isDone(pvb) && volumes.hasAgent(node) && busy.add(node)) {
        advance(pvb);
      }
    }
  }

  private static boolean isDone(JsonNode pvb) {
    return DONE.contains(VeleroServerState.phase(pvb));
  }

  private void advance(ObjectNode pvb) {
    switch (VeleroServerState.phase(pvb)) {
      case "InProgress" -> copy(pvb);
      case "Accepted" -> state.updateStatus(PVBS, pvb, status -> status.put("phase", "Prepared"));
      case "Canceling" -> end(pvb, "Canceled");
      case "Prepared" -> begin(pvb);
      default -> {
        if (state.version().queuesBackups()) {
          state.updateStatus(
              PVBS,
              pvb,
              status ->
                  status
                      .put("phase", "Accepted")
                      .put("acceptedTimestamp", state.time(state.now())));
        } else {
          begin(pvb);
        }
      }
    }
  }

  private void begin(ObjectNode pvb) {
    state.updateStatus(
        PVBS,
        pvb,
        status -> {
          status.put("phase", "InProgress").put("startTimestamp", state.now().toString());
          status.put("path", "/host_pods/" + pvb.at("/spec/pod/uid").asString("") + "/mount");
          // the uploader does not know the total until it has scanned the files
          status.putObject("progress");
        });
  }

  private void copy(ObjectNode pvb) {
    if (pvb.path("spec").path("cancel").asBoolean(false)) {
      state.updateStatus(PVBS, pvb, status -> status.put("phase", "Canceling"));
      return;
    }
    Instant started = VeleroServerState.time(pvb, "/status/startTimestamp", state.now());
    Duration copying = Duration.between(started.plus(SCAN), state.now());
    if (copying.isNegative()) {
      return;
    }
    long total = total(pvb);
    long copied = Math.min(total, copying.toMillis() * state.controls().bytesPerSecond() / 1000);
    Outcome outcome = state.controls().outcome(pvb.at("/spec/tags/backup").asString(""));
    boolean fails =
        (outcome == Outcome.PARTIALLY_FAILED || outcome == Outcome.COMPLETED_WITHOUT_A_VOLUME)
            && isLastOfBackup(pvb);
    boolean stalls = outcome == Outcome.STALLED && isFirstOfBackup(pvb);
    long done = fails || stalls ? Math.min(copied, total / 2) : copied;
    if (pvb.at("/status/progress/bytesDone").asLong(-1) != done) {
      state.updateStatus(
          PVBS,
          pvb,
          status -> status.putObject("progress").put("totalBytes", total).put("bytesDone", done));
    }
    if (fails && done == total / 2) {
      fail(pvb, "error running kopia backup: unable to read directory: input/output error");
    } else if (done == total) {
      complete(pvb, total);
    }
  }

  private void complete(ObjectNode pvb, long total) {
    end(pvb, "Completed");
    state.updateStatus(
        PVBS,
        pvb,
        status -> {
          status.put("snapshotID", ObjectJson.uid(pvb).replace("-", ""));
          if (state.version().queuesBackups()) {
            status.put("incrementalBytes", total / 20);
          }
        });
  }

  private void fail(ObjectNode pvb, String message) {
    end(pvb, "Failed");
    state.updateStatus(PVBS, pvb, status -> status.put("message", message));
  }

  private void end(ObjectNode pvb, String phase) {
    state.updateStatus(
        PVBS,
        pvb,
        status -> status.put("phase", phase).put("completionTimestamp", state.now().toString()));
  }

  private boolean isFirstOfBackup(ObjectNode pvb) {
    return siblings(pvb).getFirst().equals(ObjectJson.name(pvb));
  }

  private boolean isLastOfBackup(ObjectNode pvb) {
    return siblings(pvb).getLast().equals(ObjectJson.name(pvb));
  }

  private List<String> siblings(ObjectNode pvb) {
    return state
        .list(
            PVBS, VeleroServerState.BACKUP_UID, ObjectJson.label(pvb, VeleroServerState.BACKUP_UID))
        .stream()
        .map(ObjectJson::name)
        .toList();
  }

  private long total(ObjectNode pvb) {
    String claim = pvb.path("metadata").path("annotations").path("velero.io/pvc-name").asString("");
    String namespace = pvb.at("/spec/pod/namespace").asString("");
    long used =
        state
            .objects()
            .find("persistentvolumeclaims", namespace, claim)
            .map(one -> VolumeSizes.usedBytes(one))
            .orElse(4L << 20);
    return state.controls().volumeBytes(claim, used);
  }
}
