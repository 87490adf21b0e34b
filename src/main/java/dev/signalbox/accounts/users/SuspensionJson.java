package dev.signalbox.accounts.users;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The request body of a suspension.
 *
 * @param until when the user is reactivated automatically, or null
 */
record SuspensionJson(
    @NotBlank(message = "Enter a reason.")
        @Size(max = AuditReason.MAX_LENGTH, message = AuditReason.TOO_LONG)
        String reason,
    @Nullable Instant until) {}
