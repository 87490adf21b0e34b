package dev.signalbox.accounts.sessions;

import dev.signalbox.accounts.Person;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.oauth2.core.user.OAuth2User;

/**
 * A person whom the door admitted just now. It lives for the one request in which the session
 * begins and carries no rights: those are read anew from the database.
 */
public record Arrival(Person person) implements OAuth2User {

  @Override
  public Map<String, Object> getAttributes() {
    return Map.of("login", person.login());
  }

  @Override
  public Collection<? extends GrantedAuthority> getAuthorities() {
    return List.of();
  }

  @Override
  public String getName() {
    return person.id().toString();
  }
}
