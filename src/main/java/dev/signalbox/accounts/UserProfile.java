package dev.signalbox.accounts;

import dev.signalbox.web.TextPolicy;
import org.jspecify.annotations.Nullable;

/**
 * A user's profile at sign-in, as GitHub returns it.
 *
 * @param instance the host of the GitHub instance that issued the id
 */
public record UserProfile(
    String instance, long githubId, String login, @Nullable String name, @Nullable String email) {

  public UserProfile {
    name = name == null ? null : TextPolicy.replaceInvalid(name);
    email = email == null ? null : TextPolicy.replaceInvalid(email);
  }
}
