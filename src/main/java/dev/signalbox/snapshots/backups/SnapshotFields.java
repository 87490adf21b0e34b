package dev.signalbox.snapshots.backups;

import dev.signalbox.velero.StorageLocation;
import dev.signalbox.web.FormField;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.Errors;
import org.springframework.validation.FieldError;

/** Fields that the forms of snapshots and of schedules share, with their choices. */
public final class SnapshotFields {

  private final @Nullable Errors errors;
  private final String unreadable;

  /**
   * @param errors the validation errors if the form was submitted, or null
   * @param unreadable the message about a number that can't be read
   */
  public SnapshotFields(@Nullable Errors errors, String unreadable) {
    this.errors = errors;
    this.unreadable = unreadable;
  }

  /** Returns a field with its error; a number that can't be read keeps its text. */
  public FormField field(String name, String label, @Nullable String hint, @Nullable Object value) {
    @Nullable FieldError error = errors == null ? null : errors.getFieldError(name);
    if (error == null) {
      return new FormField(name, label, hint, value == null ? null : value.toString(), null);
    }
    @Nullable Object sent = error.getRejectedValue();
    return new FormField(
        name,
        label,
        hint,
        sent == null ? null : sent.toString(),
        error.isBindingFailure() ? unreadable : error.getDefaultMessage());
  }

  /** Returns a checkbox. */
  public static FormField check(
      String name, String label, @Nullable String hint, @Nullable Boolean on) {
    return new FormField(name, label, hint, String.valueOf(Boolean.TRUE.equals(on)), null);
  }

  /** Returns the checkbox that selects all volumes. */
  public static FormField allVolumes(@Nullable Boolean on) {
    return check(
        "allVolumes",
        "Save the files of all volumes",
        "otherwise only volumes that pods name in the annotation"
            + " backup.velero.io/backup-volumes",
        on);
  }

  /** Returns the kinds by the value that the form submits. */
  public static Map<String, String> kinds() {
    Map<String, String> kinds = new LinkedHashMap<>();
    kinds.put("full", "Full, with cluster resources (recommended)");
    kinds.put("partial", "Partial, objects of the application only");
    return kinds;
  }

  /**
   * Returns the storage locations with their state.
   *
   * @param selected also a choice if it is unknown, unless it is null or empty
   */
  public static Map<String, String> locations(
      List<StorageLocation> locations, @Nullable String selected) {
    Map<String, String> choices = new LinkedHashMap<>();
    locations.forEach(
        location ->
            choices.put(
                location.name(),
                location.name()
                    + (location.acceptsBackups()
                        ? ""
                        : location.isAvailable() ? " (read-only)" : " (not available)")));
    if (selected != null && !selected.isEmpty()) {
      choices.putIfAbsent(selected, selected);
    }
    return choices;
  }
}
