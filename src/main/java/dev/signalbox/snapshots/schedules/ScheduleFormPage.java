package dev.signalbox.snapshots.schedules;

import dev.signalbox.snapshots.SnapshotLinks;
import dev.signalbox.snapshots.backups.RetentionFields;
import dev.signalbox.snapshots.backups.SnapshotFields;
import dev.signalbox.velero.BackupSchedule;
import dev.signalbox.velero.StorageLocation;
import dev.signalbox.velero.VeleroCapabilities;
import dev.signalbox.velero.VeleroField;
import dev.signalbox.velero.state.ScheduleStatus;
import dev.signalbox.web.ActionButton;
import dev.signalbox.web.FormField;
import dev.signalbox.web.FreshnessBanner;
import dev.signalbox.web.StatusLabel;
import dev.signalbox.web.TimestampView;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.Errors;

/**
 * View model of the page that creates or changes a schedule.
 *
 * @param name null for a new schedule
 * @param seen fingerprint of the schedule that the fields show; null for a new schedule
 * @param notes what a change means with the installed Velero, as full sentences
 * @param command the equivalent velero command, or null
 * @param actions null for a new schedule
 */
record ScheduleFormPage(
    FreshnessBanner freshness,
    @Nullable String name,
    @Nullable String seen,
    List<String> notes,
    ScheduleFields fields,
    CronPreview preview,
    ActionButton save,
    @Nullable String command,
    @Nullable Actions actions) {

  /** Returns the URL that the form is sent to. */
  public String url() {
    return name == null ? SnapshotLinks.SCHEDULES : SnapshotLinks.schedule(name);
  }

  /**
   * The state of an existing schedule and what can be done with it.
   *
   * @param note why it is invalid, when it resumes or what it missed; or empty
   * @param next null while it is paused or invalid
   * @param last null if it has not run
   */
  record Actions(
      StatusLabel status,
      String note,
      @Nullable TimestampView next,
      @Nullable TimestampView last,
      boolean paused,
      ActionButton pause,
      ActionButton skip,
      ActionButton run,
      ActionButton delete) {}

  /**
   * Returns what a change or a resumption means.
   *
   * @param schedule null for a new schedule
   */
  static List<String> notes(@Nullable BackupSchedule schedule, VeleroCapabilities velero) {
    List<String> notes = new ArrayList<>();
    if (velero.mayRunOnCreation()) {
      notes.add(
          "Velero before 1.8 takes a snapshot as soon as a schedule is created, also when Signalbox"
              + " creates it again after a pause or a skipped run.");
    }
    if (schedule == null) {
      return List.copyOf(notes);
    }
    @Nullable String tool = schedule.metadata().managedBy();
    if (tool != null) {
      notes.add(
          "This schedule is managed by "
              + tool
              + ", which reverts changes made here. Change it there instead.");
    }
    if (schedule.ownsBackups()) {
      notes.add(
          "This schedule owns its Backup objects (useOwnerReferencesInBackup). If it is deleted by"
              + " other tools, they are deleted, too.");
    }
    if (velero.isInstalled() && !velero.has(VeleroField.SKIP_IMMEDIATELY)) {
      notes.add(
          "The installed Velero makes up for missed runs: if a new time has passed since the last"
              + " snapshot, it takes one within a minute.");
    }
    if (velero.lacksPauses()) {
      notes.add(
          "The installed Velero can't pause schedules. A paused one is stored in Signalbox and"
              + " deleted in Velero until it is resumed.");
    }
    return List.copyOf(notes);
  }

  /**
   * Returns the actions of a schedule.
   *
   * @param readOnly why the user may not change anything, or null
   * @param patchDenied the missing permission to change schedules, or null
   * @param createDenied the missing permission to take snapshots, or null
   * @param deleteDenied the missing permission to delete schedules, or null
   */
  static Actions actions(
      ScheduleLookup.Found found,
      Clock clock,
      @Nullable String readOnly,
      @Nullable String patchDenied,
      @Nullable String createDenied,
      @Nullable String deleteDenied) {
    ScheduleStatus status = found.status();
    boolean paused = found.stored() || status.schedule().paused();
    @Nullable String noRun =
        status.next().isPresent() ? null : "There is no next run while it is paused or invalid.";
    return new Actions(
        paused ? StatusLabel.off("Paused") : SchedulesPage.label(status),
        found.stored() ? "" : SchedulesPage.note(status, found.suspension()),
        TimestampView.ofNullable(status.next().orElse(null), clock),
        TimestampView.ofNullable(status.schedule().lastBackupAt(), clock),
        paused,
        new ActionButton(
            paused ? "Resume schedule" : "Pause schedule", first(readOnly, patchDenied)),
        new ActionButton("Skip next run", first(readOnly, first(patchDenied, noRun))),
        new ActionButton("Run now", first(readOnly, createDenied)),
        new ActionButton("Delete schedule", first(readOnly, deleteDenied)));
  }

  private static @Nullable String first(@Nullable String one, @Nullable String other) {
    return one == null ? other : one;
  }

  /** The fields of the form of a schedule, with the choices of its selections. */
  record ScheduleFields(
      FormField name,
      FormField cron,
      FormField kind,
      Map<String, String> kinds,
      FormField amount,
      FormField unit,
      Map<String, String> units,
      FormField location,
      Map<String, String> locations,
      FormField allVolumes,
      FormField force) {

    static ScheduleFields of(
        ScheduleForm form, List<StorageLocation> storage, @Nullable Errors errors) {
      SnapshotFields fields = new SnapshotFields(errors, ScheduleForm.AMOUNT);
      Map<String, String> locations = new LinkedHashMap<>();
      locations.put("", "Default location of Velero");
      locations.putAll(SnapshotFields.locations(storage, form.location()));
      return new ScheduleFields(
          fields.field("name", "Name", "can't be changed later", form.name()),
          fields.field(
              "cron",
              "Cron expression",
              "minute, hour, day of month, month, day of week; or @daily, @every 6h",
              form.cron()),
          fields.field("kind", "Kind", null, form.kind()),
          SnapshotFields.kinds(),
          fields.field(
              "amount",
              "Delete scheduled snapshots older than",
              "applies to future snapshots",
              form.amount()),
          fields.field("unit", "Unit", null, form.unit()),
          RetentionFields.choices(),
          fields.field("location", "Storage location", null, form.location()),
          locations,
          SnapshotFields.allVolumes(form.allVolumes()),
          SnapshotFields.check(
              "force", "Accept runs that are closer than 15 min", null, form.force()));
    }

    /** Returns the fields in the order of the page, for the error summary. */
    public List<FormField> all() {
      return Stream.of(name, cron, kind, amount, unit, location).toList();
    }
  }
}
