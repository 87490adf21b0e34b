package dev.signalbox.accounts;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The signed-in person as other rooms see it. */
public record Operator(UUID id, String login, @Nullable String name, Role role) {}
