package dev.signalbox.sandbox.velero;

import dev.signalbox.sandbox.kubernetes.ObjectJson;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Validates storage locations once per validationFrequency: the secret, its access key, the bucket
 * and the region must be those of the fixture.
 */
final class StorageLocationController {

  static final String ACCESS_KEY = "acme-velero";
  static final String REGION = "us-east-1";

  private static final Duration DEFAULT_FREQUENCY = Duration.ofMinutes(1);

  private final VeleroServerState state;

  StorageLocationController(VeleroServerState state) {
    this.state = state;
  }

  void reconcile() {
    for (ObjectNode location : state.list("backupstoragelocations")) {
      Duration frequency = GoDurations.parse(location.at("/spec/validationFrequency").asString(""));
      Instant last = VeleroServerState.time(location, "/status/lastValidationTime", Instant.EPOCH);
      Instant due = last.plus(frequency.isZero() ? DEFAULT_FREQUENCY : frequency);
      if (!due.isAfter(state.now())) {
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
    if (!location.at("/spec/provider").asString("").equals("aws")) {
      return null;
    }
    Optional<String> credentials = credentials(location);
    if (credentials.isEmpty()) {
      return "unable to get credentials: unable to get key for secret: Secret \"%s\" not found"
          .formatted(location.at("/spec/credential/name").asString("cloud-credentials"));
    }
    if (!credentials.get().contains(ACCESS_KEY)) {
      return aws(
          "InvalidAccessKeyId",
          "The AWS Access Key Id you provided does not exist in our records.",
          403);
    }
    if (!location.at("/spec/objectStorage/bucket").asString("").equals(FakeObjectStore.BUCKET)) {
      return aws("NoSuchBucket", "The specified bucket does not exist", 404);
    }
    String region = location.at("/spec/config/region").asString(REGION);
    if (!region.equals(REGION) && !location.at("/spec/config").has("s3Url")) {
      return aws(
          "AuthorizationHeaderMalformed",
          "The authorization header is malformed; the region '%s' is wrong; expecting '%s'"
              .formatted(region, REGION),
          400);
    }
    return null;
  }

  private Optional<String> credentials(JsonNode location) {
    String secret = location.at("/spec/credential/name").asString("cloud-credentials");
    String key = location.at("/spec/credential/key").asString("cloud");
    return state
        .objects()
        .find("secrets", state.namespace(), secret)
        .map(one -> one.path("data").path(key).asString(""))
        .filter(text -> !text.isEmpty())
        .map(text -> new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8));
  }

  private static String aws(String code, String message, int status) {
    return "rpc error: code = Unknown desc = %s: %s\n\tstatus code: %d, request id: 4ZR1, host id: "
        .formatted(code, message, status);
  }
}
