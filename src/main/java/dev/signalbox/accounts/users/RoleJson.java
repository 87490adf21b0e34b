package dev.signalbox.accounts.users;

import dev.signalbox.accounts.Role;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * The role that a script gives.
 *
 * @param reason why, for the audit log, or null
 */
record RoleJson(
    @NotNull(message = "One of admin, viewer, member.") Role role,
    @Size(max = Reason.LONGEST, message = Reason.TOO_LONG) @Nullable String reason) {}
