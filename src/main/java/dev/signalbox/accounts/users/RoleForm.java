package dev.signalbox.accounts.users;

import dev.signalbox.accounts.Role;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * The role to give.
 *
 * @param reason why, if somebody wants to say it
 */
record RoleForm(
    @NotNull(message = RoleFields.WRONG) Role role,
    @Size(max = Reason.LONGEST, message = Reason.TOO_LONG) @Nullable String reason) {}
