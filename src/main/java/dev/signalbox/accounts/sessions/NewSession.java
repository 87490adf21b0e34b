package dev.signalbox.accounts.sessions;

import dev.signalbox.accounts.UserAccount;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.oauth2.core.user.OAuth2User;

/**
 * A user who has just signed in. Exists only during the request that starts the session, and has no
 * authorities: these are read from the database on every request.
 */
public record NewSession(UserAccount user) implements OAuth2User {

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
