package dev.signalbox.drains;

import dev.signalbox.nomad.ui.ReasonField;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * The form that purges a client.
 *
 * @param typed the client's name, typed as a confirmation
 */
record PurgeForm(
    @NotBlank(message = ReasonField.REQUIRED)
        @Size(max = ReasonField.MAX_LENGTH, message = ReasonField.TOO_LONG)
        String reason,
    @Nullable String typed) {}
