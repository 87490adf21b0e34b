package dev.signalbox.sandbox.velero;

import dev.signalbox.sandbox.kubernetes.ObjectJson;
import dev.signalbox.sandbox.velero.VeleroControls.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Runs restores: creates absent objects, copies volumes into new pods, finalizes. */
final class RestoreController {

  private static final String RESTORES = "restores";
  private static final String FINALIZER = "restores.velero.io/external-resources-finalizer";
  private static final Set<String> NOT_RESTORABLE = Set.of("nodes", "events", "backups.velero.io");
  private static final int ITEMS_PER_SECOND = 40;

  private final VeleroServerState state;
  private final BackedUpObjects contents;
  private final PodVolumeRestoreController podVolumes;
  private final Map<String, List<ObjectNode>> createdPods = new ConcurrentHashMap<>();

  RestoreController(
      VeleroServerState state, BackedUpObjects contents, PodVolumeRestoreController podVolumes) {
    this.state = state;
    this.contents = contents;
    this.podVolumes = podVolumes;
  }

  void reconcile() {
    for (ObjectNode restore : state.list(RESTORES)) {
      if (restore.path("metadata").has("deletionTimestamp")) {
        delete(restore);
      } else if (VeleroServerState.isNew(restore)) {
        process(restore);
      } else if (VeleroServerState.phase(restore).equals("InProgress")) {
        advance(restore);
      } else if (VeleroServerState.phase(restore).startsWith("Finalizing")) {
        end(
            restore,
            VeleroServerState.phase(restore).equals("Finalizing")
                ? "Completed"
                : "PartiallyFailed");
      }
    }
  }

  private void process(ObjectNode restore) {
    List<String> errors = errors(restore);
    if (errors.isEmpty()) {
      start(restore);
    } else {
      state.updateStatus(
          RESTORES,
          restore,
          status -> {
            status.put("phase", "FailedValidation");
            ArrayNode list = status.putArray("validationErrors");
            errors.forEach(list::add);
          });
    }
  }

  private List<String> errors(JsonNode restore) {
    List<String> errors = new ArrayList<>();
    String backupName = restore.at("/spec/backupName").asString("");
    String scheduleName = restore.at("/spec/scheduleName").asString("");
    restore
        .at("/spec/includedResources")
        .valueStream()
        .map(one -> one.asString(""))
        .filter(NOT_RESTORABLE::contains)
        .forEach(one -> errors.add(one + " are non-restorable resources"));
    if (backupName.isEmpty() == scheduleName.isEmpty()) {
      errors.add(
          "Either a backup or schedule must be specified as a source for the restore, but not"
              + " both");
    } else if (!backupName.isEmpty()) {
      ObjectNode backup = state.find("backups", backupName).orElse(null);
      if (backup == null) {
        errors.add(
            "Error retrieving backup: backup.velero.io \"%s\" not found".formatted(backupName));
      } else if (state
          .location(backup.at("/spec/storageLocation").asString(""))
          .filter(one -> VeleroServerState.phase(one).equals("Available"))
          .isEmpty()) {
        errors.add(
            "The BSL %s is unavailable, cannot retrieve the backup"
                .formatted(backup.at("/spec/storageLocation").asString("")));
      }
    }
    String policy = restore.at("/spec/existingResourcePolicy").asString("");
    if (!Set.of("", "none", "update").contains(policy)) {
      errors.add("Invalid ExistingResourcePolicy: " + policy);
    }
    return errors;
  }

  private void start(ObjectNode restore) {
    ObjectNode backup = source(restore);
    RestoredObjects restored = new RestoredObjects(state, restore);
    List<ObjectNode> objects = contents.of(backup);
    restored.create(objects);
    List<ObjectNode> pods =
        restored.created().stream()
            .filter(one -> one.path("kind").asString("").equals("Pod"))
            .toList();
    createdPods.put(ObjectJson.uid(restore), pods);
    state.update(
        RESTORES,
        restore,
        one -> {
          ObjectJson.metadata(one).putArray("finalizers").add(FINALIZER);
          ObjectJson.member(one, "spec").put("backupName", ObjectJson.name(backup));
          ObjectNode status = ObjectJson.member(one, "status");
          status.put("phase", "InProgress").put("startTimestamp", state.time(state.now()));
          if (!restored.warnings().isEmpty()) {
            status.put("warnings", restored.warnings().size());
          }
          status
              .putObject("progress")
              .put("totalItems", Math.max(1, objects.size()))
              .put("itemsRestored", 0);
        });
    for (ObjectNode pvb :
        state.list("podvolumebackups", VeleroServerState.BACKUP_UID, ObjectJson.uid(backup))) {
      pods.stream()
          .filter(pod -> ObjectJson.name(pod).equals(pvb.at("/spec/pod/name").asString("")))
          .filter(pod -> VeleroServerState.phase(pvb).equals("Completed"))
          .forEach(pod -> podVolumes.create(restore, pvb, pod));
    }
    new BackupFiles(state).writeRestore(restore, restored.warnings());
  }

  private ObjectNode source(JsonNode restore) {
    String name = restore.at("/spec/backupName").asString("");
    if (!name.isEmpty()) {
      return state.find("backups", name).orElseThrow();
    }
    return state
        .list(
            "backups",
            VeleroServerState.SCHEDULE_NAME,
            restore.at("/spec/scheduleName").asString(""))
        .stream()
        .filter(one -> VeleroServerState.phase(one).equals("Completed"))
        .reduce((first, second) -> second)
        .orElseThrow();
  }

  private void advance(ObjectNode restore) {
    Instant started = VeleroServerState.time(restore, "/status/startTimestamp", state.now());
    int total = restore.at("/status/progress/totalItems").asInt(1);
    long elapsed = Duration.between(started, state.now()).toMillis();
    int done = (int) Math.min(total, elapsed * ITEMS_PER_SECOND / 1000);
    if (restore.at("/status/progress/itemsRestored").asInt(0) != done) {
      state.updateStatus(
          RESTORES,
          restore,
          status -> ObjectJson.member(status, "progress").put("itemsRestored", done));
    }
    if (done == total && podVolumes.areDone(restore)) {
      complete(restore);
    }
  }

  private void complete(ObjectNode restore) {
    createdPods
        .getOrDefault(ObjectJson.uid(restore), List.of())
        .forEach(pod -> setRunning(ObjectJson.namespace(pod), ObjectJson.name(pod)));
    Outcome outcome = state.controls().outcome(ObjectJson.name(restore));
    boolean failed = outcome == Outcome.PARTIALLY_FAILED;
    if (failed) {
      state.updateStatus(RESTORES, restore, status -> status.put("errors", 1));
    }
    if (outcome == Outcome.FAILED) {
      state.updateStatus(
          RESTORES,
          restore,
          status -> status.put("failureReason", "error downloading backup: AccessDenied"));
      end(restore, "Failed");
    } else if (state.version().atLeast(VeleroVersion.V1_14)) {
      String phase = failed ? "FinalizingPartiallyFailed" : "Finalizing";
      state.updateStatus(RESTORES, restore, status -> status.put("phase", phase));
    } else {
      end(restore, failed ? "PartiallyFailed" : "Completed");
    }
  }

  private void setRunning(String namespace, String name) {
    synchronized (state.objects()) {
      if (state.objects().find("pods", namespace, name).isPresent()) {
        state
            .objects()
            .update(
                "pods",
                namespace,
                name,
                pod -> ObjectJson.member(pod, "status").put("phase", "Running"));
      }
    }
  }

  private void end(ObjectNode restore, String phase) {
    state.updateStatus(
        RESTORES,
        restore,
        status -> status.put("phase", phase).put("completionTimestamp", state.time(state.now())));
  }

  private void delete(ObjectNode restore) {
    podVolumes.deleteAll(restore);
    state.store().deleteAll(BackupFiles.folder("restores", ObjectJson.name(restore)));
    state.update(RESTORES, restore, one -> ObjectJson.metadata(one).putArray("finalizers"));
  }
}
