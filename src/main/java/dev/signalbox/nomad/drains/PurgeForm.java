package dev.signalbox.nomad.drains;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * Why Nomad shall forget a client.
 *
 * @param typed the client's name
 */
record PurgeForm(
    @NotBlank(message = Reasons.MISSING) @Size(max = Reasons.LONGEST, message = Reasons.TOO_LONG)
        String reason,
    @Nullable String typed) {}
