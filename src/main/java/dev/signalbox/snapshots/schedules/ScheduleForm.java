package dev.signalbox.snapshots.schedules;

import dev.signalbox.snapshots.backups.RetentionFields;
import dev.signalbox.snapshots.retention.RetentionPeriod;
import dev.signalbox.snapshots.retention.RetentionPeriod.Unit;
import dev.signalbox.velero.BackupSchedule;
import dev.signalbox.velero.SignalboxLabels;
import dev.signalbox.velero.VeleroNames;
import dev.signalbox.velero.schedule.cron.CronCheck;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.BindingResult;

/**
 * The form of a schedule.
 *
 * @param name of a new schedule; ignored for an existing one
 * @param cron in the dialect of the installed Velero
 * @param kind {@code full} or {@code partial}; ignored for an existing schedule
 * @param amount number of units of the retention
 * @param unit name of a {@link Unit}
 * @param location name of the storage location
 * @param allVolumes null before the form was submitted
 * @param force whether runs closer than {@link CronCheck#MIN_GAP} are accepted
 * @param seen fingerprint of the schedule that the form was filled with; null for a new one
 * @param preview set by the preview button, for browsers without JavaScript
 */
@SuppressWarnings("MultipleNullnessAnnotations") // null until the form is submitted
record ScheduleForm(
    @Nullable String name,
    @Nullable String cron,
    @Nullable String kind,
    @NotNull(message = AMOUNT)
        @Min(value = 1, message = AMOUNT)
        @Max(value = RetentionPeriod.MAX_DAYS, message = AMOUNT)
        @Nullable Integer amount,
    @Nullable String unit,
    @Nullable String location,
    @Nullable Boolean allVolumes,
    @Nullable Boolean force,
    @Nullable String seen,
    @Nullable String preview) {

  static final String AMOUNT = "Enter a whole number from 1 to 100, or up to 1,000 days.";

  /** Velero appends 15 characters; a longer name would not fit into a label. */
  static final int MAX_NAME = 48;

  private static final String NAME =
      "Use lowercase letters, digits and hyphens, at most " + MAX_NAME + " characters.";

  /** Returns the form of a new schedule with defaults for what was not submitted. */
  ScheduleForm withDefaults(String defaultLocation) {
    return new ScheduleForm(
        name == null ? "instance-nightly" : name,
        cron == null ? "0 2 * * *" : cron,
        kind == null ? "full" : kind,
        amount == null ? Integer.valueOf(1) : amount,
        unit == null ? Unit.MONTHS.name() : unit,
        location == null ? defaultLocation : location,
        allVolumes == null ? Boolean.TRUE : allVolumes,
        force,
        null,
        preview);
  }

  /**
   * Returns the form filled with an existing schedule where nothing was submitted. A retention that
   * no unit can express leaves its amount empty.
   */
  ScheduleForm withDefaults(BackupSchedule schedule) {
    @Nullable RetentionPeriod retention = RetentionPeriod.of(schedule.template().effectiveTtl());
    return new ScheduleForm(
        schedule.name(),
        cron == null ? schedule.cron() : cron,
        schedule.metadata().label(SignalboxLabels.KIND).equals("partial") ? "partial" : "full",
        amount == null && unit == null && retention != null
            ? Integer.valueOf(retention.amount())
            : amount,
        unit == null ? (retention == null ? Unit.DAYS : retention.unit()).name() : unit,
        location == null ? schedule.template().storageLocation() : location,
        allVolumes == null
            ? Boolean.TRUE.equals(schedule.template().fsBackupByDefault())
            : allVolumes,
        force,
        seen == null ? schedule.fingerprint() : seen,
        preview);
  }

  /** Rejects an invalid name of a new schedule. */
  void checkName(BindingResult errors) {
    String text = nameOrEmpty();
    if (errors.getTarget() == null) {
      return;
    }
    if (text.length() > MAX_NAME || text.contains(".") || !VeleroNames.isValid(text)) {
      errors.rejectValue("name", "name", NAME);
    }
  }

  /**
   * Rejects an expression that Velero would not run as expected, and unknown choices. A number that
   * can't be read is corrected first, because Spring accepts no further errors then.
   */
  void check(CronCheck cronCheck, BindingResult errors) {
    if (errors.getTarget() == null) {
      return;
    }
    switch (cronCheck) {
      case CronCheck.Refused refused -> errors.rejectValue("cron", "cron", refused.message());
      case CronCheck.TooDense dense -> {
        if (!Boolean.TRUE.equals(force)) {
          errors.rejectValue("cron", "dense", dense.message());
        }
      }
      case CronCheck.Accepted accepted -> {}
    }
    @Nullable Unit known = RetentionFields.unit(unit);
    if (unit != null && known == null) {
      errors.rejectValue("unit", "unknown", "Choose days, weeks, months or years.");
    }
    if (known != null
        && amount != null
        && amount > known.max()
        && !errors.hasFieldErrors("amount")) {
      errors.rejectValue("amount", "max", AMOUNT);
    }
    if (kind != null && !kind.equals("full") && !kind.equals("partial")) {
      errors.rejectValue("kind", "unknown", "Choose full or partial.");
    }
  }

  /** Returns the submitted values as changes of another state of the schedule. */
  ScheduleForm basedOn(BackupSchedule schedule) {
    return new ScheduleForm(
        name,
        cron,
        kind,
        amount,
        unit,
        location,
        allVolumes,
        force,
        schedule.fingerprint(),
        preview);
  }

  /** Rejects a form that was filled with another state of the schedule, with the current values. */
  static void rejectOutdated(BackupSchedule current, BindingResult errors) {
    String place = current.template().storageLocation();
    errors.rejectValue(
        "cron",
        "outdated",
        "The schedule was changed after this page was opened. It now runs at "
            + current.cron()
            + ", keeps snapshots "
            + SchedulesPage.retention(current.template().effectiveTtl())
            + " and uses "
            + (place.isEmpty() ? "the default location" : "the location " + place)
            + ". Save again to replace these values.");
  }

  /** Returns whether the form was filled with another state of the schedule. */
  boolean isOutdated(BackupSchedule schedule) {
    return seen != null && !seen.equals(schedule.fingerprint());
  }

  String cronOrEmpty() {
    return cron == null ? "" : cron.strip();
  }

  String nameOrEmpty() {
    return name == null ? "" : name.strip();
  }
}
