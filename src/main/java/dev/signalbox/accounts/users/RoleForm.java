package dev.signalbox.accounts.users;

import dev.signalbox.accounts.Role;
import org.jspecify.annotations.Nullable;

/**
 * The role to give.
 *
 * @param role null when none was sent
 */
record RoleForm(@Nullable Role role) {}
