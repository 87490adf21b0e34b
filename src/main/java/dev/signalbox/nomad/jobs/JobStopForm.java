package dev.signalbox.nomad.jobs;

import dev.signalbox.nomad.drains.Reasons;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * Why a job shall be stopped.
 *
 * @param typed its name
 * @param purge whether Nomad shall forget it at once
 */
record JobStopForm(
    @NotBlank(message = "Say why; it stands in the audit log.")
        @Size(max = Reasons.LONGEST, message = Reasons.TOO_LONG)
        String reason,
    @Nullable Boolean purge,
    @Nullable String typed) {

  boolean purges() {
    return Boolean.TRUE.equals(purge);
  }
}
