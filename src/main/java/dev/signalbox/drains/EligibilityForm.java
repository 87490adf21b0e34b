package dev.signalbox.drains;

import dev.signalbox.nomad.ui.ReasonField;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** The form that marks a client eligible or ineligible. */
@SuppressWarnings("MultipleNullnessAnnotations") // null until the form is submitted
record EligibilityForm(
    @NotNull(message = "Choose eligible or ineligible.") @Nullable Boolean eligible,
    @NotBlank(message = ReasonField.REQUIRED)
        @Size(max = ReasonField.MAX_LENGTH, message = ReasonField.TOO_LONG)
        String reason) {}
