package dev.signalbox.accounts.users;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/** Why a script suspends somebody. */
record SuspensionJson(
    @NotBlank(message = "Say why; it stands in the audit log and on the person's page.")
        @Size(max = 500, message = "At most 500 characters fit.")
        String reason) {}
