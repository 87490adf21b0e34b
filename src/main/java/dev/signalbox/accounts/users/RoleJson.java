package dev.signalbox.accounts.users;

import dev.signalbox.accounts.Role;
import jakarta.validation.constraints.NotNull;

/** The role that a script gives. */
record RoleJson(@NotNull(message = "One of admin, viewer, member.") Role role) {}
