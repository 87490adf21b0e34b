package dev.signalbox.github;

import org.jspecify.annotations.Nullable;

/**
 * A GitHub user's profile.
 *
 * @param id the numeric id, the only attribute that never changes
 */
public record GitHubProfile(long id, String login, @Nullable String name, @Nullable String email) {}
