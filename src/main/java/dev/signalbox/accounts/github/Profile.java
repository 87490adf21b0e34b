package dev.signalbox.accounts.github;

import org.jspecify.annotations.Nullable;

/**
 * A person as GitHub describes them.
 *
 * @param id the numeric id, the only thing that stays
 */
public record Profile(long id, String login, @Nullable String name, @Nullable String email) {}
