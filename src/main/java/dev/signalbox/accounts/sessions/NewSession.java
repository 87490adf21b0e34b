package dev.signalbox.accounts.sessions;

import dev.signalbox.accounts.UserAccount;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.oauth2.core.user.OAuth2User;

/**
 * A user who has just signed in. Exists only during the request that starts the session, and has no
 * authorities: these are read from the database on every request.
 *
 * @param endsAt the end of a session that is started with a one-time code; null for GitHub
 */
public record NewSession(UserAccount user, @Nullable Instant endsAt) implements OAuth2User {

  /** A session of a user whom GitHub identified. */
  public static NewSession ofGitHub(UserAccount user) {
    return new NewSession(user, null);
  }

  /** A session that is started with a one-time code and ends after an hour. */
  public static NewSession ofOneTimeCode(UserAccount user, Instant now) {
    return new NewSession(user, now.plus(SessionRules.ONE_TIME_CODE));
  }

  @Override
  public Map<String, Object> getAttributes() {
    return Map.of("login", user.login());
  }

  @Override
  public Collection<? extends GrantedAuthority> getAuthorities() {
    return List.of();
  }

  @Override
  public String getName() {
    return user.id().toString();
  }
}
