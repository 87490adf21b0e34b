package dev.signalbox.nomad.drains;

import dev.signalbox.web.Field;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.Errors;
import org.springframework.validation.FieldError;

/** What is asked before a client is drained. */
record DrainFields(
    Field deadline,
    Map<String, String> choices,
    Field custom,
    Field ignoreSystemJobs,
    Field reason) {

  /** As it was sent, or as it is asked first; an error is only told where somebody acted. */
  static DrainFields of(DrainForm form, Errors errors, boolean acted) {
    return new DrainFields(
        field(
            "deadline",
            "Deadline",
            null,
            Objects.requireNonNullElse(form.deadline(), "none"),
            errors,
            acted),
        DeadlineChoice.choices(),
        // a length that is none is told at once: the text above would be about another one
        field("custom", "Another length", "such as 45m, 2h or 1d12h", form.custom(), errors, true),
        field(
            "ignoreSystemJobs",
            "Leave jobs alone that run on every client",
            "they would be stopped last",
            Boolean.toString(form.ignoresSystemJobs()),
            errors,
            acted),
        field("reason", "Reason", Reasons.HINT, form.reason(), errors, acted));
  }

  /** Whether the field for another length is asked. */
  public boolean asksLength() {
    return DeadlineChoice.CUSTOM.equals(deadline.value());
  }

  private static Field field(
      String name,
      String label,
      @Nullable String hint,
      @Nullable String value,
      Errors errors,
      boolean told) {
    @Nullable FieldError error = told ? errors.getFieldError(name) : null;
    return new Field(name, label, hint, value, error == null ? null : error.getDefaultMessage());
  }
}
