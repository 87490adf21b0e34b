package dev.signalbox.restores;

import dev.signalbox.velero.Backup;
import dev.signalbox.web.FormField;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.Errors;
import org.springframework.validation.FieldError;

/**
 * The fields of the form that starts a restore.
 *
 * @param modes choices of {@code mode}
 * @param partial null if the snapshot is complete
 * @param phrase null while a safety snapshot is taken
 */
record RestoreFields(
    FormField mode,
    Map<String, String> modes,
    @Nullable FormField partial,
    FormField withoutSafety,
    @Nullable FormField phrase,
    FormField reason,
    FormField typed) {

  static RestoreFields of(
      RestoreForm form, Backup backup, boolean isPartial, @Nullable Errors errors) {
    return new RestoreFields(
        field("mode", "Existing objects", null, form.modeOrDefault().code(), errors),
        modeChoices(),
        isPartial
            ? field(
                "partial",
                "Restore it although data is missing",
                "what failed when it was taken can't be restored",
                String.valueOf(Boolean.TRUE.equals(form.partial())),
                errors)
            : null,
        field(
            "withoutSafety",
            "Don't take a safety snapshot",
            "the restore can't be undone then",
            String.valueOf(!form.takesSafetySnapshot()),
            errors),
        form.takesSafetySnapshot()
            ? null
            : field(
                "phrase",
                "Type “" + RestoreForm.PHRASE + "” to confirm",
                null,
                form.phrase(),
                errors),
        field(
            "reason",
            "Reason",
            "visible in the audit log and on the restore",
            form.reason(),
            errors),
        field(
            "typed",
            "Type " + backup.name() + " to confirm",
            null,
            form.preview() == null ? null : form.typed(),
            errors));
  }

  private static Map<String, String> modeChoices() {
    Map<String, String> modes = new LinkedHashMap<>();
    Arrays.stream(RestoreMode.values())
        .forEach(
            mode ->
                modes.put(
                    mode.code(),
                    mode.label()
                        + (mode == RestoreMode.MERGE
                            ? ", keep existing objects and data"
                            : " workloads and volumes")));
    return modes;
  }

  /** Returns the fields in the order of the page, for the error summary. */
  public List<FormField> all() {
    return Stream.of(mode, partial, phrase, reason, typed).flatMap(Stream::ofNullable).toList();
  }

  private static FormField field(
      String name,
      String label,
      @Nullable String hint,
      @Nullable String value,
      @Nullable Errors errors) {
    @Nullable FieldError error = errors == null ? null : errors.getFieldError(name);
    return new FormField(
        name, label, hint, value, error == null ? null : error.getDefaultMessage());
  }
}
