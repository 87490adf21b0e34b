package dev.signalbox.nomad.drains.release;

import dev.signalbox.nomad.drains.Reasons;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * The release that a script asks for.
 *
 * @param deadlineMinutes after which what is left is stopped, or null to wait for every build
 * @param purge whether Nomad forgets the client once it is down
 * @param override why it shall pass although too few clients stay or jobs wait, or null
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record ReleaseRequestJson(
    @NotBlank(message = Reasons.MISSING) @Size(max = Reasons.LONGEST, message = Reasons.TOO_LONG)
        String reason,
    @Min(value = 1, message = "At least 1.") @Max(value = 43_200, message = "At most 43200.")
        @Nullable Integer deadlineMinutes,
    @Nullable Boolean purge,
    @Size(max = Reasons.LONGEST, message = Reasons.TOO_LONG) @Nullable String override) {}
