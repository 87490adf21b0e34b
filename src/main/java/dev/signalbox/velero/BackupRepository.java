package dev.signalbox.velero;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A Velero BackupRepository, or ResticRepository up to Velero 1.9: the repository of volume data of
 * one namespace in one storage location.
 *
 * @param type {@code kopia} or {@code restic}
 * @param maintenances recent maintenances, oldest first; empty up to Velero 1.15
 */
public record BackupRepository(
    ResourceMetadata metadata,
    String volumeNamespace,
    String storageLocation,
    String type,
    Duration maintenanceFrequency,
    RepositoryPhase phase,
    String phaseText,
    String message,
    @Nullable Instant lastMaintainedAt,
    List<Maintenance> maintenances) {

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

  /** One run of the maintenance job. */
  public record Maintenance(
      boolean succeeded,
      @Nullable Instant startedAt,
      @Nullable Instant completedAt,
      String message) {

    static Maintenance read(ResourceJson json) {
      return new Maintenance(
          json.text("result").equals("Succeeded"),
          json.instant("startTimestamp"),
          json.instant("completeTimestamp"),
          json.text("message"));
    }
  }

  /** Reads a BackupRepository or a ResticRepository ({@code velero.io/v1}). */
  public static BackupRepository read(JsonNode object) {
    ResourceJson json = ResourceJson.of(object);
    ResourceJson spec = json.at("spec");
    ResourceJson status = json.at("status");
    String type = spec.text("repositoryType");
    @Nullable Duration frequency = spec.duration("maintenanceFrequency");
    return new BackupRepository(
        ResourceMetadata.read(json),
        spec.text("volumeNamespace"),
        spec.text("backupStorageLocation"),
        type.isEmpty() ? "restic" : type,
        frequency == null ? DEFAULT_FREQUENCY : frequency,
        RepositoryPhase.of(status.text("phase")),
        status.text("phase"),
        status.text("message"),
        status.instant("lastMaintenanceTime"),
        status.items("recentMaintenance").stream().map(Maintenance::read).toList());
  }

  /** Returns whether the last maintenance is more than 3 periods ago. */
  public boolean isMaintenanceOverdue(Instant now) {
    return !maintenanceFrequency.isZero()
        && lastMaintainedAt != null
        && lastMaintainedAt.plus(maintenanceFrequency.multipliedBy(3)).isBefore(now);
  }
}
