package dev.signalbox.snapshots.backups;

import dev.signalbox.snapshots.retention.RetentionPeriod;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * The request for a snapshot.
 *
 * @param kind {@code full} (default) or {@code partial}
 * @param retentionAmount number of units after which Velero deletes it; default 1
 * @param retentionUnit default months, of 30 days
 * @param location name of the storage location; default Velero's default location
 * @param allVolumes whether the files of all volumes are saved; default true
 * @param labels labels of the objects of a partial snapshot, as {@code key=value}, separated by
 *     commas
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record SnapshotRequestJson(
    @NotBlank(message = BackupForm.REASON_REQUIRED)
        @Size(max = 500, message = "Must be at most 500 characters.")
        String reason,
    @Pattern(regexp = "full|partial", message = "Must be full or partial.") @Nullable String kind,
    @Min(value = 1, message = "Must be 1 or more.")
        @Max(value = RetentionPeriod.MAX_AMOUNT, message = "Must be 100 or less.")
        @Nullable Integer retentionAmount,
    @Pattern(regexp = "days|weeks|months|years", message = "Must be days, weeks, months or years.")
        @Nullable String retentionUnit,
    @Size(max = 253) @Nullable String location,
    @Nullable Boolean allVolumes,
    @Size(max = 1000) @Nullable String labels) {

  /** Returns the form of the page with the same values. */
  BackupForm toForm() {
    return new BackupForm(
        kind, reason, retentionAmount, retentionUnit, location, allVolumes, labels, null);
  }
}
