package dev.signalbox.velero;

import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * A Velero DeleteBackupRequest. Velero deletes a successful one together with the backup.
 *
 * @param backupUid empty if the creator set no label
 * @param errors why a processed request failed
 */
public record DeleteBackupRequest(
    ResourceMetadata metadata,
    String backupName,
    String backupUid,
    RequestPhase phase,
    List<String> errors) {

  /** Reads a DeleteBackupRequest ({@code velero.io/v1}). */
  public static DeleteBackupRequest read(JsonNode object) {
    ResourceJson json = ResourceJson.of(object);
    ResourceMetadata metadata = ResourceMetadata.read(json);
    return new DeleteBackupRequest(
        metadata,
        json.text("spec", "backupName"),
        metadata.label(VeleroLabels.BACKUP_UID),
        RequestPhase.of(json.text("status", "phase")),
        json.texts("status", "errors"));
  }

  /** Returns whether the request is for this backup and not for an older one of its name. */
  public boolean isFor(Backup backup) {
    return backupName.equals(backup.name())
        && (backupUid.isEmpty() || backupUid.equals(backup.uid()));
  }

  public boolean hasFailed() {
    return phase == RequestPhase.PROCESSED && !errors.isEmpty();
  }

  /** {@code status.phase}. */
  public enum RequestPhase {
    NEW,
    IN_PROGRESS,
    PROCESSED,
    UNKNOWN;

    static RequestPhase of(String text) {
      return switch (text) {
        case "", "New" -> NEW;
        case "InProgress" -> IN_PROGRESS;
        case "Processed" -> PROCESSED;
        default -> UNKNOWN;
      };
    }
  }
}
