package dev.signalbox.velero.request;

import dev.signalbox.velero.GoDuration;
import dev.signalbox.velero.SignalboxLabels;
import dev.signalbox.velero.VeleroResource;
import dev.signalbox.velero.storage.LocationSettings;
import dev.signalbox.velero.storage.LocationSettings.CaSource;
import dev.signalbox.velero.storage.LocationSettings.Credential;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Changes of storage locations. Each one records its time, so that the location counts as usable
 * only once Velero has validated it since.
 */
public final class LocationRequest {

  /** An annotation with a larger copy of the specification would come close to etcd's limit. */
  private static final int MAX_PREVIOUS = 100_000;

  private static final Duration DEFAULT_FREQUENCY = Duration.ofMinutes(1);

  private LocationRequest() {}

  /** Returns the BackupStorageLocation to create. It is never the default one. */
  public static ObjectNode create(
      String namespace, String name, LocationSettings settings, RequestOrigin origin, Instant now) {
    ObjectNode location = ResourceNode.of(VeleroResource.BACKUP_STORAGE_LOCATION, namespace);
    ResourceNode.metadata(location).put("name", name);
    ResourceNode.labels(location, origin.labels(Map.of()));
    ResourceNode.annotations(location, origin.annotations());
    ResourceNode.metadata(location)
        .withObject("/annotations")
        .put(SignalboxLabels.CHANGED_AT, now.toString());
    location.set("spec", spec(ResourceNode.object(), settings));
    return location;
  }

  /**
   * Returns the merge patch of a change, which keeps the previous specification.
   *
   * @param before {@code spec} of the location
   */
  public static ObjectNode change(
      JsonNode before, LocationSettings settings, RequestOrigin origin, Instant now) {
    return patch(before, spec((ObjectNode) before.deepCopy(), settings), true, origin, now);
  }

  /**
   * Returns the merge patch that restores an earlier specification.
   *
   * @param previous {@code spec} before the last change
   */
  public static ObjectNode revert(
      JsonNode before, JsonNode previous, RequestOrigin origin, Instant now) {
    return patch(before, previous, false, origin, now);
  }

  /** Returns the merge patch that makes a location the default one, or no longer. */
  public static ObjectNode makeDefault(boolean isDefault) {
    ObjectNode patch = ResourceNode.object();
    patch.putObject("spec").put("default", isDefault);
    return patch;
  }

  /**
   * Returns the merge patch that starts a validation: Velero validates a location after each change
   * of its specification, so the frequency is changed by one second.
   */
  public static ObjectNode validate(JsonNode before, Instant now) {
    @Nullable Duration known = GoDuration.parse(before.path("validationFrequency").asString(""));
    Duration frequency = Objects.requireNonNullElse(known, DEFAULT_FREQUENCY);
    ObjectNode patch = ResourceNode.object();
    patch
        .putObject("metadata")
        .putObject("annotations")
        .put(SignalboxLabels.CHANGED_AT, now.toString());
    patch
        .putObject("spec")
        .put(
            "validationFrequency",
            GoDuration.format(
                frequency.toSecondsPart() == 1
                    ? frequency.minusSeconds(1)
                    : frequency.plusSeconds(1)));
    return patch;
  }

  private static ObjectNode patch(
      JsonNode before, JsonNode after, boolean keep, RequestOrigin origin, Instant now) {
    ObjectNode patch = ResourceNode.object();
    ObjectNode annotations = patch.putObject("metadata").putObject("annotations");
    annotations.put(SignalboxLabels.CHANGED_AT, now.toString());
    annotations.put(SignalboxLabels.REQUESTED_BY, origin.login());
    String previous = before.toString();
    if (keep && previous.length() <= MAX_PREVIOUS) {
      annotations.put(SignalboxLabels.PREVIOUS_SPEC, previous);
    } else {
      annotations.putNull(SignalboxLabels.PREVIOUS_SPEC);
    }
    patch.set("spec", mergePatch(before, after));
    return patch;
  }

  private static ObjectNode spec(ObjectNode spec, LocationSettings settings) {
    spec.put("provider", settings.provider().plugin());
    spec.put("accessMode", settings.readOnly() ? "ReadOnly" : "ReadWrite");
    ObjectNode storage = spec.withObject("/objectStorage");
    storage.put("bucket", settings.bucket());
    putOrRemove(storage, "prefix", settings.prefix());
    if (settings.caCertificate() != null) {
      putCaCertificate(storage, settings.caCertificate());
    }
    ObjectNode config = spec.withObject("/config");
    settings.config().forEach((key, value) -> putOrRemove(config, key, value));
    if (config.isEmpty()) {
      spec.remove("config");
    }
    @Nullable Credential credential = settings.credential();
    if (credential != null && credential.name().isEmpty()) {
      spec.remove("credential");
    } else if (credential != null) {
      spec.putObject("credential").put("name", credential.name()).put("key", credential.key());
    }
    return spec;
  }

  private static void putCaCertificate(ObjectNode storage, CaSource source) {
    storage.remove("caCert");
    storage.remove("caCertRef");
    switch (source) {
      case CaSource.None none -> {}
      case CaSource.Inline inline -> storage.put("caCert", inline.encoded());
      case CaSource.InSecret secret ->
          storage.putObject("caCertRef").put("name", secret.name()).put("key", secret.key());
    }
  }

  private static void putOrRemove(ObjectNode object, String key, String value) {
    if (value.isEmpty()) {
      object.remove(key);
    } else {
      object.put(key, value.equals(LocationSettings.EMPTY) ? "" : value);
    }
  }

  /** Returns the JSON merge patch (RFC 7396) that turns an object into another one. */
  private static ObjectNode mergePatch(JsonNode before, JsonNode after) {
    ObjectNode patch = ResourceNode.object();
    before.properties().stream()
        .filter(field -> !after.has(field.getKey()))
        .forEach(field -> patch.putNull(field.getKey()));
    after
        .properties()
        .forEach(
            field -> {
              JsonNode old = before.path(field.getKey());
              JsonNode value = field.getValue();
              if (old.isObject() && value.isObject()) {
                ObjectNode nested = mergePatch(old, value);
                if (!nested.isEmpty()) {
                  patch.set(field.getKey(), nested);
                }
              } else if (!old.equals(value)) {
                patch.set(field.getKey(), value);
              }
            });
    return patch;
  }
}
