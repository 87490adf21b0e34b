package dev.signalbox.nomad.drains;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** Whether a client takes builds, and why that changes. */
@SuppressWarnings("MultipleNullnessAnnotations") // null until it was chosen
record EligibilityForm(
    @NotNull(message = "Choose whether it takes builds.") @Nullable Boolean eligible,
    @NotBlank(message = Reasons.MISSING) @Size(max = Reasons.LONGEST, message = Reasons.TOO_LONG)
        String reason) {}
