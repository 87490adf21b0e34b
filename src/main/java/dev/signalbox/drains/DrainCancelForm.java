package dev.signalbox.drains;

import dev.signalbox.nomad.ui.ReasonField;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** The form that stops a drain. */
@SuppressWarnings("MultipleNullnessAnnotations") // null until the form is submitted
record DrainCancelForm(
    @NotNull(message = "Choose eligible or ineligible.") @Nullable Boolean eligible,
    @Size(max = ReasonField.MAX_LENGTH, message = ReasonField.TOO_LONG) @Nullable String reason) {

  String reasonOrEmpty() {
    return reason == null ? "" : reason.strip();
  }
}
