package dev.signalbox.snapshots.backups;

import dev.signalbox.velero.StorageLocation;
import dev.signalbox.web.FormField;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.Errors;

/**
 * The fields of the form that takes a snapshot.
 *
 * @param kinds choices of {@code kind}
 * @param units choices of {@code unit}
 * @param locations choices of {@code location}
 */
record NewSnapshotFields(
    FormField kind,
    Map<String, String> kinds,
    FormField selector,
    FormField allVolumes,
    FormField location,
    Map<String, String> locations,
    FormField amount,
    FormField unit,
    Map<String, String> units,
    FormField reason) {

  /** Creates the fields from a form, with errors if it was submitted. */
  static NewSnapshotFields of(
      BackupForm form, List<StorageLocation> locations, @Nullable Errors errors) {
    SnapshotFields fields = new SnapshotFields(errors);
    return new NewSnapshotFields(
        fields.field("kind", "Kind", null, form.kind()),
        SnapshotFields.kinds(),
        fields.field(
            "selector",
            "Labels",
            "optional, for example layer=data; other objects are left out",
            form.selector()),
        SnapshotFields.allVolumes(form.allVolumes()),
        fields.field("location", "Storage location", null, form.location()),
        SnapshotFields.locations(locations, null),
        fields.field(
            "amount",
            "Keep for",
            "Velero deletes it afterwards; this can't be changed later",
            form.amount()),
        fields.field("unit", "Unit", null, form.unit()),
        RetentionFields.choices(),
        fields.field(
            "reason", "Reason", "visible in the audit log and on the snapshot", form.reason()));
  }

  /** Returns the fields in the order of the page, for the error summary. */
  public List<FormField> all() {
    return Stream.of(kind, selector, location, amount, unit, reason).toList();
  }
}
