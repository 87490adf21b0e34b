package dev.signalbox.jobs;

import dev.signalbox.nomad.ui.ReasonField;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * Form for stopping a job.
 *
 * @param purge whether to purge the job immediately
 * @param typed job name, as a confirmation
 */
record JobStopForm(
    @NotBlank(message = "Enter a reason (saved in the audit log).")
        @Size(max = ReasonField.MAX_LENGTH, message = ReasonField.TOO_LONG)
        String reason,
    @Nullable Boolean purge,
    @Nullable String typed) {

  boolean isPurge() {
    return Boolean.TRUE.equals(purge);
  }
}
