package dev.signalbox.velero;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A Velero BackupStorageLocation.
 *
 * @param caCertificate PEM in Base64; empty if the location has none of its own
 * @param caCertificateSecret name and key of the Secret with the certificate, since Velero 1.18,
 *     such as {@code minio-ca/ca.crt}; otherwise empty
 * @param credentialName name of the Secret; empty for the credentials of the Velero server
 * @param message reason why it is unavailable; always empty up to Velero 1.8
 */
public record StorageLocation(
    ResourceMetadata metadata,
    String provider,
    String bucket,
    String prefix,
    String caCertificate,
    String caCertificateSecret,
    boolean readOnly,
    boolean isDefault,
    String credentialName,
    String credentialKey,
    Map<String, String> config,
    Duration validationFrequency,
    LocationPhase phase,
    String phaseText,
    String message,
    @Nullable Instant lastValidatedAt,
    @Nullable Instant lastSyncedAt) {

  private static final Duration DEFAULT_FREQUENCY = Duration.ofMinutes(1);

  /** {@code status.phase} of a BackupStorageLocation. */
  public enum LocationPhase {
    /** Not validated yet. */
    NEW,
    AVAILABLE,
    UNAVAILABLE,
    UNKNOWN;

    static LocationPhase of(String text) {
      return switch (text) {
        case "" -> NEW;
        case "Available" -> AVAILABLE;
        case "Unavailable" -> UNAVAILABLE;
        default -> UNKNOWN;
      };
    }
  }

  /** Reads a BackupStorageLocation ({@code velero.io/v1}). */
  public static StorageLocation read(JsonNode object) {
    ResourceJson json = ResourceJson.of(object);
    ResourceJson spec = json.at("spec");
    ResourceJson status = json.at("status");
    ResourceJson storage = spec.at("objectStorage");
    @Nullable Duration frequency = spec.duration("validationFrequency");
    return new StorageLocation(
        ResourceMetadata.read(json),
        spec.text("provider"),
        storage.text("bucket"),
        storage.text("prefix"),
        storage.text("caCert"),
        secretKey(storage.at("caCertRef")),
        spec.text("accessMode").equals("ReadOnly"),
        spec.isTrue("default"),
        spec.text("credential", "name"),
        spec.text("credential", "key"),
        spec.textMap("config"),
        frequency == null ? DEFAULT_FREQUENCY : frequency,
        LocationPhase.of(status.text("phase")),
        status.text("phase"),
        status.text("message"),
        status.instant("lastValidationTime"),
        status.instant("lastSyncedTime"));
  }

  private static String secretKey(ResourceJson reference) {
    String name = reference.text("name");
    return name.isEmpty() ? "" : name + "/" + reference.text("key");
  }

  /** Returns whether the location has CA certificates of its own, in it or in a Secret. */
  public boolean hasCaCertificate() {
    return !caCertificate.isEmpty() || !caCertificateSecret.isEmpty();
  }

  public String name() {
    return metadata.name();
  }

  /** Returns a configuration value, or an empty text. */
  public String setting(String key) {
    return config.getOrDefault(key, "");
  }

  public boolean isAvailable() {
    return phase == LocationPhase.AVAILABLE;
  }

  /** Returns whether a new backup can be written. */
  public boolean acceptsBackups() {
    return isAvailable() && !readOnly;
  }

  /** Returns when Signalbox last changed the location, or null. */
  public @Nullable Instant changedAt() {
    String text = metadata.annotation(SignalboxLabels.CHANGED_AT);
    try {
      return text.isEmpty() ? null : Instant.parse(text);
    } catch (DateTimeException e) {
      return null;
    }
  }

  /** Returns whether Signalbox changed the location and Velero has not validated it since. */
  public boolean isAwaitingValidation() {
    @Nullable Instant change = changedAt();
    return change != null && !isValidatedSince(change);
  }

  /** Returns whether Velero has validated the location after a change of it. */
  public boolean isValidatedSince(Instant change) {
    return lastValidatedAt != null && lastValidatedAt.isAfter(change);
  }

  /**
   * Returns whether the last validation is more than 3 periods ago. A frequency of zero turns the
   * validation off.
   */
  public boolean isValidationOverdue(Instant now) {
    return !validationFrequency.isZero()
        && lastValidatedAt != null
        && lastValidatedAt.plus(validationFrequency.multipliedBy(3)).isBefore(now);
  }
}
