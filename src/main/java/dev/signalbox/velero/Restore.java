package dev.signalbox.velero;

import dev.signalbox.velero.BackupStatus.ItemProgress;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A Velero Restore.
 *
 * @param phaseText Velero's text, also of an unknown phase
 */
public record Restore(
    ResourceMetadata metadata,
    String backupName,
    List<String> includedNamespaces,
    RestorePhase phase,
    String phaseText,
    @Nullable Instant startedAt,
    @Nullable Instant completedAt,
    ItemProgress progress,
    long warnings,
    long errors,
    String failureReason,
    List<String> validationErrors) {

  /** Reads a Restore ({@code velero.io/v1}). */
  public static Restore read(JsonNode object) {
    ResourceJson json = ResourceJson.of(object);
    ResourceJson spec = json.at("spec");
    ResourceJson status = json.at("status");
    return new Restore(
        ResourceMetadata.read(json),
        spec.text("backupName"),
        spec.texts("includedNamespaces"),
        RestorePhase.of(status.text("phase")),
        status.text("phase"),
        status.instant("startTimestamp"),
        status.instant("completionTimestamp"),
        ItemProgress.read(status.at("progress"), "itemsRestored"),
        status.number("warnings"),
        status.number("errors"),
        status.text("failureReason"),
        status.texts("validationErrors"));
  }

  public SnapshotState state() {
    return phase.state();
  }

  /** Returns the name of the backup that was taken before this restore, or an empty text. */
  public String safetyBackup() {
    return metadata.annotation(SignalboxLabels.SAFETY_BACKUP);
  }

  public String requestedBy() {
    return metadata.annotation(SignalboxLabels.REQUESTED_BY);
  }
}
