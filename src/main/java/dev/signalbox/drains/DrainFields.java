package dev.signalbox.drains;

import dev.signalbox.nomad.ui.ReasonField;
import dev.signalbox.web.FormField;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.Errors;
import org.springframework.validation.FieldError;

record DrainFields(
    FormField deadline,
    Map<String, String> choices,
    FormField custom,
    FormField ignoreSystemJobs,
    FormField reason) {

  /**
   * Creates the fields from a form.
   *
   * @param submitted whether the form was submitted: only then are errors shown
   */
  static DrainFields of(DrainForm form, Errors errors, boolean submitted) {
    return new DrainFields(
        field(
            "deadline",
            "Deadline",
            null,
            Objects.requireNonNullElse(form.deadline(), "none"),
            errors,
            submitted),
        DeadlineChoice.choices(),
        // always shown: the preview above was rendered without a deadline in that case
        field(
            "custom", "Custom deadline", "for example 45m, 2h, 1d12h", form.custom(), errors, true),
        field(
            "ignoreSystemJobs",
            "Ignore system jobs",
            "otherwise they are stopped last",
            Boolean.toString(form.ignoresSystemJobs()),
            errors,
            submitted),
        field("reason", "Reason", ReasonField.HINT, form.reason(), errors, submitted));
  }

  /** Whether the field for a custom deadline is shown. */
  public boolean showsCustomDeadline() {
    return DeadlineChoice.CUSTOM.equals(deadline.value());
  }

  private static FormField field(
      String name,
      String label,
      @Nullable String hint,
      @Nullable String value,
      Errors errors,
      boolean showError) {
    @Nullable FieldError error = showError ? errors.getFieldError(name) : null;
    if (error == null) {
      return new FormField(name, label, hint, value, null);
    }
    @Nullable Object sent = error.getRejectedValue();
    return new FormField(
        name, label, hint, sent == null ? value : sent.toString(), error.getDefaultMessage());
  }
}
