package dev.signalbox.snapshots.backups;

import dev.signalbox.snapshots.retention.RetentionPeriod;
import dev.signalbox.snapshots.retention.RetentionPeriod.Unit;
import dev.signalbox.velero.BackupKind;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.BindingResult;

/**
 * The form that takes a snapshot.
 *
 * @param kind {@code full} or {@code partial}
 * @param amount number of units of the retention
 * @param unit name of a {@link Unit}
 * @param location name of the storage location
 * @param allVolumes null before the form was submitted
 * @param selector labels of a partial snapshot, as {@link LabelExpression}
 * @param preview set by the preview button, for browsers without JavaScript
 */
@SuppressWarnings("MultipleNullnessAnnotations") // null until the form is submitted
record BackupForm(
    @Nullable String kind,
    @NotBlank(message = REASON_REQUIRED)
        @Size(max = 500, message = "Must be at most 500 characters.")
        String reason,
    @NotNull(message = AMOUNT)
        @Min(value = 1, message = AMOUNT)
        @Max(value = RetentionPeriod.MAX_AMOUNT, message = AMOUNT)
        @Nullable Integer amount,
    @Nullable String unit,
    @Nullable String location,
    @Nullable Boolean allVolumes,
    @Size(max = 1000, message = "Must be at most 1,000 characters.") @Nullable String selector,
    @Nullable String preview) {

  static final String REASON_REQUIRED =
      "Enter a reason. It is stored in the audit log and in the snapshot.";
  static final String AMOUNT = "Enter a whole number from 1 to 100.";

  BackupForm withDefaults(String defaultLocation) {
    return new BackupForm(
        kind == null ? "full" : kind,
        reason,
        amount == null ? Integer.valueOf(1) : amount,
        unit == null ? Unit.MONTHS.name() : unit,
        location == null || location.isBlank() ? defaultLocation : location,
        allVolumes == null ? Boolean.TRUE : allVolumes,
        selector,
        preview);
  }

  /**
   * Rejects values that no control of the page sends, and invalid labels. A number that can't be
   * read is corrected first, because Spring accepts no further errors then.
   */
  void check(BindingResult errors) {
    if (errors.getTarget() == null) {
      return;
    }
    if (kind != null && !kind.equals("full") && !kind.equals("partial")) {
      errors.rejectValue("kind", "unknown", "Choose full or partial.");
    }
    if (unit != null && RetentionFields.unit(unit) == null) {
      errors.rejectValue("unit", "unknown", "Choose days, weeks, months or years.");
    }
    if (isPartial() && LabelExpression.parse(selector) == null) {
      errors.rejectValue("selector", "labels", LabelExpression.INVALID);
    }
  }

  boolean isPartial() {
    return "partial".equals(kind);
  }

  /** Returns the order; invalid values are replaced by defaults, for the preview. */
  BackupOrder order(String defaultLocation) {
    @Nullable Map<String, String> labels = isPartial() ? LabelExpression.parse(selector) : null;
    return new BackupOrder(
        isPartial() ? BackupKind.PARTIAL : BackupKind.FULL,
        Objects.requireNonNullElse(reason, "").strip(),
        RetentionFields.period(amount, unit),
        location == null || location.isBlank() ? defaultLocation : location,
        allVolumes == null || allVolumes,
        labels == null ? Map.of() : labels);
  }
}
