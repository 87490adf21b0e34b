package dev.signalbox.jobs.allocations;

import dev.signalbox.nomad.ui.ReasonField;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/** Form for stopping an allocation. */
record AllocationStopForm(
    @NotBlank(message = "Enter a reason (saved in the audit log).")
        @Size(max = ReasonField.MAX_LENGTH, message = ReasonField.TOO_LONG)
        String reason) {}
