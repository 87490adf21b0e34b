package dev.signalbox.restores;

import dev.signalbox.velero.Backup;
import dev.signalbox.web.TypedName;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.BindingResult;

/**
 * The form that starts a restore.
 *
 * @param snapshot name of the snapshot
 * @param mode code of a {@link RestoreMode}
 * @param partial whether the user accepts that data is missing in the snapshot
 * @param withoutSafety whether no safety snapshot is taken
 * @param phrase {@link #PHRASE}, if none is taken
 * @param typed the name of the snapshot, typed as a confirmation
 * @param seen digest of what the page said would be deleted
 * @param undo id of the restore that this one undoes
 * @param preview set by the preview button, for browsers without JavaScript
 */
@SuppressWarnings("MultipleNullnessAnnotations") // null until the form is submitted
record RestoreForm(
    @Nullable String snapshot,
    @Nullable String mode,
    @NotBlank(message = "Enter a reason. It is stored in the audit log and in the restore.")
        @Size(max = 500, message = "Must be at most 500 characters.")
        String reason,
    @Nullable Boolean partial,
    @Nullable Boolean withoutSafety,
    @Nullable String phrase,
    @Nullable String typed,
    @Size(max = 64) @Nullable String seen,
    @Nullable String undo,
    @Nullable String preview) {

  static final String PHRASE = "restore without a safety snapshot";

  String snapshotOrEmpty() {
    return snapshot == null ? "" : snapshot.strip();
  }

  RestoreMode modeOrDefault() {
    return RestoreMode.parse(mode).orElse(RestoreMode.MERGE);
  }

  boolean takesSafetySnapshot() {
    return !Boolean.TRUE.equals(withoutSafety);
  }

  /** Rejects unknown values and missing confirmations. */
  void check(Backup backup, boolean isPartial, BindingResult errors) {
    if (errors.getTarget() == null) {
      // Spring accepts no further errors after a value that can't be read
      return;
    }
    if (RestoreMode.parse(mode).isEmpty()) {
      errors.rejectValue("mode", "unknown", "Choose what happens to existing objects.");
    }
    if (isPartial && !Boolean.TRUE.equals(partial)) {
      errors.rejectValue(
          "partial", "required", "Confirm that data is missing, or restore another snapshot.");
    }
    if (!takesSafetySnapshot() && !TypedName.matches(phrase, PHRASE)) {
      errors.rejectValue("phrase", "phrase", "Type the phrase: " + PHRASE);
    }
    if (!TypedName.matches(typed, backup.name())) {
      errors.rejectValue("typed", "typed", "The name doesn't match " + backup.name() + ".");
    }
  }

  RestoreOrder order(Backup backup) {
    return new RestoreOrder(
        backup,
        modeOrDefault(),
        Boolean.TRUE.equals(partial),
        takesSafetySnapshot(),
        Objects.requireNonNullElse(reason, "").strip(),
        undoOf());
  }

  /** Returns the restore to undo, or null. */
  @Nullable UUID undoOf() {
    try {
      return undo == null || undo.isBlank() ? null : UUID.fromString(undo.strip());
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
