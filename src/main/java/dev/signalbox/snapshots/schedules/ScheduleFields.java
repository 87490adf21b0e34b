package dev.signalbox.snapshots.schedules;

import dev.signalbox.snapshots.backups.RetentionFields;
import dev.signalbox.snapshots.backups.SnapshotFields;
import dev.signalbox.velero.StorageLocation;
import dev.signalbox.web.FormField;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.Errors;

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
    SnapshotFields fields = new SnapshotFields(errors);
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
