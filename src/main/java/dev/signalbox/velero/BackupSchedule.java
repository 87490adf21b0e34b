package dev.signalbox.velero;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A Velero Schedule.
 *
 * @param cron cron expression or descriptor
 * @param paused since Velero 1.10
 * @param skipImmediately since Velero 1.13; Velero sets it back to false
 * @param templateJson {@code spec.template}, to start a run from it
 * @param templateLabels {@code spec.template.metadata.labels}, which replace the schedule's own
 * @param lastBackupAt start of the last backup; null before the first one
 */
public record BackupSchedule(
    ResourceMetadata metadata,
    String cron,
    boolean paused,
    boolean skipImmediately,
    boolean ownsBackups,
    BackupSpec template,
    JsonNode templateJson,
    Map<String, String> templateLabels,
    SchedulePhase phase,
    String phaseText,
    List<String> validationErrors,
    @Nullable Instant lastBackupAt,
    @Nullable Instant lastSkippedAt) {

  /** {@code status.phase} of a Schedule. */
  public enum SchedulePhase {
    NEW,
    ENABLED,
    FAILED_VALIDATION,
    UNKNOWN;

    static SchedulePhase of(String text) {
      return switch (text) {
        case "", "New" -> NEW;
        case "Enabled" -> ENABLED;
        case "FailedValidation" -> FAILED_VALIDATION;
        default -> UNKNOWN;
      };
    }
  }

  /** Reads a Schedule ({@code velero.io/v1}). */
  public static BackupSchedule read(JsonNode object) {
    ResourceJson json = ResourceJson.of(object);
    ResourceJson spec = json.at("spec");
    ResourceJson status = json.at("status");
    return new BackupSchedule(
        ResourceMetadata.read(json),
        spec.text("schedule"),
        spec.isTrue("paused"),
        spec.isTrue("skipImmediately"),
        spec.isTrue("useOwnerReferencesInBackup"),
        BackupSpec.read(spec.at("template")),
        spec.at("template").node(),
        spec.textMap("template", "metadata", "labels"),
        SchedulePhase.of(status.text("phase")),
        status.text("phase"),
        status.texts("validationErrors"),
        status.instant("lastBackup"),
        status.instant("lastSkipped"));
  }

  public String name() {
    return metadata.name();
  }

  /** Returns a value that changes with the times and the template. */
  public String fingerprint() {
    return UUID.nameUUIDFromBytes((cron + "\n" + templateJson).getBytes(StandardCharsets.UTF_8))
        .toString();
  }
}
