package dev.signalbox.sandbox.velero;

import dev.signalbox.sandbox.kubernetes.ObjectJson;
import dev.signalbox.sandbox.velero.VeleroControls.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Runs backups: validation, queue, items, volumes, finalizing. */
final class BackupController {

  private static final int ITEMS_PER_SECOND = 40;
  private static final Duration DEFAULT_TTL = Duration.ofDays(30);
  private static final Duration FINALIZING = Duration.ofSeconds(2);

  private final VeleroServerState state;
  private final BackupValidator validator;
  private final VolumeSelection volumes;
  private final PodVolumeBackupController podVolumes;
  private final BackupFiles files;
  private final BackedUpObjects contents;

  BackupController(
      VeleroServerState state, PodVolumeBackupController podVolumes, BackedUpObjects contents) {
    this.state = state;
    this.validator = new BackupValidator(state);
    this.volumes = new VolumeSelection(state);
    this.podVolumes = podVolumes;
    this.files = new BackupFiles(state);
    this.contents = contents;
  }

  void reconcile() {
    state.list("backups").stream().filter(this::isRunning).forEach(this::advance);
    state.list("backups").stream().filter(VeleroServerState::isNew).forEach(this::validate);
    if (state.version().queuesBackups()) {
      updateQueue();
    }
    if (state.list("backups").stream().noneMatch(one -> hasPhase(one, "InProgress"))) {
      startNext();
    }
  }

  /** Marks the backups that were in progress when the server stopped. */
  void failInterrupted() {
    for (ObjectNode backup : state.list("backups")) {
      if (hasPhase(backup, "InProgress") && state.version().reportsFailures()) {
        state.updateStatus(
            "backups",
            backup,
            status ->
                status
                    .put("phase", "Failed")
                    .put(
                        "failureReason",
                        "found a backup with status \"InProgress\" during the server starting,"
                            + " mark it as \"Failed\"")
                    .put("completionTimestamp", state.time(state.now())));
        podVolumes.failAll(backup);
      }
    }
  }

  private boolean isRunning(ObjectNode backup) {
    return hasPhase(backup, "InProgress")
        || VeleroServerState.phase(backup).startsWith("Finalizing");
  }

  private static boolean hasPhase(JsonNode object, String phase) {
    return VeleroServerState.phase(object).equals(phase);
  }

  private void validate(ObjectNode backup) {
    List<String> errors = validator.errors(backup);
    if (!errors.isEmpty()) {
      state.updateStatus(
          "backups",
          backup,
          status -> {
            status.put("phase", "FailedValidation").put("version", 1).put("formatVersion", "1.1.0");
            ArrayNode list = status.putArray("validationErrors");
            errors.forEach(list::add);
          });
    } else if (state.version().queuesBackups()) {
      state.updateStatus("backups", backup, status -> status.put("phase", "Queued"));
    }
  }

  private void updateQueue() {
    int position = 0;
    for (ObjectNode backup : state.list("backups")) {
      if (hasPhase(backup, "Queued")) {
        int number = ++position;
        if (backup.path("status").path("queuePosition").asInt(0) != number) {
          state.updateStatus("backups", backup, status -> status.put("queuePosition", number));
        }
      }
    }
  }

  private void startNext() {
    boolean queues = state.version().queuesBackups();
    for (ObjectNode backup : state.list("backups")) {
      if (queues && hasPhase(backup, "Queued")) {
        state.updateStatus(
            "backups",
            backup,
            status -> status.put("phase", "ReadyToStart").remove("queuePosition"));
        return;
      }
      if (queues ? hasPhase(backup, "ReadyToStart") : VeleroServerState.isNew(backup)) {
        start(backup);
        return;
      }
    }
  }

  private void start(ObjectNode backup) {
    Instant now = state.now();
    state.update("backups", backup, one -> setDefaults(one, now));
    ObjectNode started = state.find("backups", ObjectJson.name(backup)).orElseThrow();
    int withoutAgent = 0;
    for (VolumeSelection.Volume volume : volumes.of(started.path("spec"))) {
      if (!state.version().hasNodeAgent() || volumes.hasAgent(volume.node())) {
        podVolumes.create(started, volume);
      } else {
        withoutAgent++;
      }
    }
    int errors = withoutAgent;
    state.updateStatus("backups", started, status -> status.put("errors", errors));
    state.log("info", "Starting backup", "backup", backupName(started));
  }

  private void setDefaults(ObjectNode backup, Instant now) {
    ObjectNode spec = ObjectJson.member(backup, "spec");
    String location =
        state
            .location(spec.path("storageLocation").asString(""))
            .map(ObjectJson::name)
            .orElse("default");
    spec.put("storageLocation", location);
    Duration ttl = GoDurations.parse(spec.path("ttl").asString(""));
    if (ttl.isZero()) {
      ttl = DEFAULT_TTL;
      spec.put("ttl", "720h0m0s");
    }
    ObjectNode metadata = ObjectJson.metadata(backup);
    ObjectJson.member(metadata, "labels").put(VeleroServerState.STORAGE_LOCATION, location);
    ObjectJson.member(metadata, "annotations")
        .put("velero.io/source-cluster-k8s-gitversion", "v1.29.8-eks-a737599")
        .put("velero.io/source-cluster-k8s-major-version", "1")
        .put("velero.io/source-cluster-k8s-minor-version", "29+");
    ObjectNode status = ObjectJson.member(backup, "status");
    status
        .put("phase", "InProgress")
        .put("version", 1)
        .put("formatVersion", "1.1.0")
        .put("startTimestamp", state.time(now))
        .put("expiration", state.time(now.plus(ttl)));
    status.putObject("progress").put("totalItems", 1).put("itemsBackedUp", 0);
  }

  private void advance(ObjectNode backup) {
    if (VeleroServerState.phase(backup).startsWith("Finalizing")) {
      finish(backup);
      return;
    }
    int all = contents.itemCount(backup.path("spec"));
    Instant started = VeleroServerState.time(backup, "/status/startTimestamp", state.now());
    long elapsed = Duration.between(started, state.now()).toMillis();
    int done = (int) Math.min(all, elapsed * ITEMS_PER_SECOND / 1000);
    // the server discovers items while it works, so that the total grows
    int total = Math.min(all, done + ITEMS_PER_SECOND);
    if (backup.at("/status/progress/itemsBackedUp").asInt(0) != done) {
      state.updateStatus(
          "backups",
          backup,
          status ->
              status.putObject("progress").put("totalItems", total).put("itemsBackedUp", done));
    }
    if (done == all && podVolumes.areDone(backup)) {
      upload(backup);
    }
  }

  private void upload(ObjectNode backup) {
    Outcome outcome = state.controls().outcome(ObjectJson.name(backup));
    int failedVolumes =
        outcome == Outcome.COMPLETED_WITHOUT_A_VOLUME ? 0 : podVolumes.countFailed(backup);
    int errors =
        backup.path("status").path("errors").asInt(0)
            + failedVolumes
            + (outcome == Outcome.PARTIALLY_FAILED ? 1 : 0);
    state.updateStatus("backups", backup, status -> status.put("errors", errors));
    if (outcome == Outcome.FAILED) {
      end(backup, "Failed");
      state.updateStatus(
          "backups",
          backup,
          status ->
              status.put(
                  "failureReason",
                  "error uploading backup: rpc error: code = Unknown desc = AccessDenied: Access"
                      + " Denied"));
    } else if (state.version().pausesSchedules()) {
      String phase = errors > 0 ? "FinalizingPartiallyFailed" : "Finalizing";
      state.updateStatus(
          "backups",
          backup,
          status -> status.put("phase", phase).put("completionTimestamp", state.time(state.now())));
    } else {
      end(backup, errors > 0 ? "PartiallyFailed" : "Completed");
    }
  }

  private void finish(ObjectNode backup) {
    Instant uploaded = VeleroServerState.time(backup, "/status/completionTimestamp", state.now());
    if (!state.now().isBefore(uploaded.plus(FINALIZING))) {
      end(
          backup,
          VeleroServerState.phase(backup).equals("Finalizing") ? "Completed" : "PartiallyFailed");
    }
  }

  private void end(ObjectNode backup, String phase) {
    state.updateStatus(
        "backups",
        backup,
        status -> {
          status.put("phase", phase).put("completionTimestamp", state.time(state.now()));
          if (status.path("errors").asInt(0) == 0) {
            status.remove("errors");
          }
        });
    ObjectNode ended = state.find("backups", ObjectJson.name(backup)).orElse(backup);
    contents.keep(ended);
    files.writeAll(List.of(ended));
    state.log("info", "Backup completed", "backup", backupName(backup));
  }

  private String backupName(ObjectNode backup) {
    return state.namespace() + "/" + ObjectJson.name(backup);
  }
}
