package dev.signalbox.accounts.users;

import dev.signalbox.accounts.Role;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * The request body of a role change.
 *
 * @param reason the reason for the audit log, or null
 */
record RoleJson(
    @NotNull(message = "Must be admin, viewer or member.") Role role,
    @Size(max = AuditReason.MAX_LENGTH, message = AuditReason.TOO_LONG) @Nullable String reason) {}
