package dev.signalbox.accounts.users;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Why a script suspends somebody.
 *
 * @param until when the person is active again by itself, or null when an admin has to do it
 */
record SuspensionJson(
    @NotBlank(message = "Say why; it stands in the audit log and on the person's page.")
        @Size(max = Reason.LONGEST, message = Reason.TOO_LONG)
        String reason,
    @Nullable Instant until) {}
