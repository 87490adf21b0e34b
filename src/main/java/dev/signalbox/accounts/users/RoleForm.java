package dev.signalbox.accounts.users;

import dev.signalbox.accounts.Role;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * The submitted form of a role change.
 *
 * @param reason the optional reason
 */
record RoleForm(
    @NotNull(message = RoleFields.INVALID_ROLE) Role role,
    @Size(max = AuditReason.MAX_LENGTH, message = AuditReason.TOO_LONG) @Nullable String reason) {}
