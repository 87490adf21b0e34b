package dev.signalbox.drains.termination;

import dev.signalbox.nomad.ui.ReasonField;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * The request for a release.
 *
 * @param deadlineMinutes minutes until the remaining builds are killed, or null to wait for all
 * @param purge whether the client is purged once it is down
 * @param override reason to start in spite of insufficient capacity, or null
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record ReleaseRequestJson(
    @NotBlank(message = ReasonField.REQUIRED)
        @Size(max = ReasonField.MAX_LENGTH, message = ReasonField.TOO_LONG)
        String reason,
    @Min(value = 1, message = "Must be 1 or more.")
        @Max(value = 43_200, message = "Must be 43,200 or less.")
        @Nullable Integer deadlineMinutes,
    @Nullable Boolean purge,
    @Size(max = ReasonField.MAX_LENGTH, message = ReasonField.TOO_LONG)
        @Nullable String override) {}
