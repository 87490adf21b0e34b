package dev.signalbox.accounts;

import org.jspecify.annotations.Nullable;

/**
 * A person at the door as GitHub describes them.
 *
 * @param instance the host of the GitHub that vouches for the id
 */
public record Newcomer(
    String instance, long githubId, String login, @Nullable String name, @Nullable String email) {}
