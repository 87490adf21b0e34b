package dev.signalbox.sandbox.velero;

import dev.signalbox.sandbox.kubernetes.ObjectJson;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Validates storage locations after a change of their spec, and once per validationFrequency. */
final class StorageLocationController {

  private static final Duration DEFAULT_FREQUENCY = Duration.ofMinutes(1);

  private final VeleroServerState state;
  private final LocationValidation validation;
  private final Map<String, JsonNode> validated = new HashMap<>();

  StorageLocationController(VeleroServerState state) {
    this.state = state;
    this.validation = new LocationValidation(state);
  }

  void reconcile() {
    for (ObjectNode location : state.list("backupstoragelocations")) {
      Duration frequency = GoDurations.parse(location.at("/spec/validationFrequency").asString(""));
      Instant last = VeleroServerState.time(location, "/status/lastValidationTime", Instant.EPOCH);
      Instant due = last.plus(frequency.isZero() ? DEFAULT_FREQUENCY : frequency);
      JsonNode spec = location.path("spec").deepCopy();
      @Nullable JsonNode before = validated.put(ObjectJson.uid(location), spec);
      if (!due.isAfter(state.now()) || before == null || !before.equals(spec)) {
        validate(location);
      }
    }
  }

  private void validate(ObjectNode location) {
    String error = error(location);
    String name = ObjectJson.name(location);
    String message = "BackupStorageLocation \"%s\" is unavailable: %s".formatted(name, error);
    state.updateStatus(
        "backupstoragelocations",
        location,
        status -> {
          status.put("phase", error == null ? "Available" : "Unavailable");
          status.put("lastValidationTime", state.time(state.now()));
          if (error == null) {
            status.put("lastSyncedTime", state.time(state.now()));
          }
          if (error == null || !state.version().reportsFailures()) {
            status.remove("message");
          } else {
            status.put("message", message);
          }
        });
    if (error != null) {
      state.log(
          "error", message, "backup-storage-location", name, "controller", "backupstoragelocation");
    }
  }

  private @Nullable String error(ObjectNode location) {
    String configured = state.controls().locationError(ObjectJson.name(location));
    if (configured != null) {
      return configured;
    }
    return validation.error(location);
  }
}
