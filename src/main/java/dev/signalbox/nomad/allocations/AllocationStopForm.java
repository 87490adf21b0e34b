package dev.signalbox.nomad.allocations;

import dev.signalbox.nomad.drains.Reasons;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/** Why an allocation shall be stopped. */
record AllocationStopForm(
    @NotBlank(message = "Say why; it stands in the audit log.")
        @Size(max = Reasons.LONGEST, message = Reasons.TOO_LONG)
        String reason) {}
