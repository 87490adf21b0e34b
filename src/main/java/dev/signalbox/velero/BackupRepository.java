package dev.signalbox.velero;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A Velero BackupRepository, or ResticRepository up to Velero 1.9: the repository of volume data of
 * one namespace in one storage location.
 *
 * @param lastMaintainedAt null before the first maintenance
 */
public record BackupRepository(
    ResourceMetadata metadata,
    String volumeNamespace,
    Duration maintenanceFrequency,
    RepositoryPhase phase,
    String message,
    @Nullable Instant lastMaintainedAt) {

  private static final Duration DEFAULT_FREQUENCY = Duration.ofDays(7);

  /** {@code status.phase} of a BackupRepository. */
  public enum RepositoryPhase {
    NEW,
    READY,
    NOT_READY,
    UNKNOWN;

    static RepositoryPhase of(String text) {
      return switch (text) {
        case "", "New" -> NEW;
        case "Ready" -> READY;
        case "NotReady" -> NOT_READY;
        default -> UNKNOWN;
      };
    }
  }

  /** Reads a BackupRepository or a ResticRepository ({@code velero.io/v1}). */
  public static BackupRepository read(JsonNode object) {
    ResourceJson json = ResourceJson.of(object);
    ResourceJson spec = json.at("spec");
    ResourceJson status = json.at("status");
    @Nullable Duration frequency = spec.duration("maintenanceFrequency");
    return new BackupRepository(
        ResourceMetadata.read(json),
        spec.text("volumeNamespace"),
        frequency == null ? DEFAULT_FREQUENCY : frequency,
        RepositoryPhase.of(status.text("phase")),
        status.text("message"),
        status.instant("lastMaintenanceTime"));
  }

  /** Returns whether the last maintenance is more than 3 periods ago. */
  public boolean isMaintenanceOverdue(Instant now) {
    return !maintenanceFrequency.isZero()
        && lastMaintainedAt != null
        && lastMaintainedAt.plus(maintenanceFrequency.multipliedBy(3)).isBefore(now);
  }
}
