package dev.signalbox.sandbox.github;

import dev.signalbox.sandbox.Persona;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/** The scopes that each user has granted or withheld, and the browser sessions. */
final class GrantStore {

  private final Map<Persona, OAuthScopes> granted = new EnumMap<>(Persona.class);
  private final Map<Persona, Set<String>> withheld = new EnumMap<>(Persona.class);
  private final Map<String, Persona> browsers = new HashMap<>();

  /** Grants the requested scopes that the user doesn't withhold and returns them. */
  synchronized OAuthScopes grant(Persona persona, OAuthScopes requested) {
    OAuthScopes granting = requested.without(withheld.getOrDefault(persona, Set.of()));
    granted.merge(persona, granting, OAuthScopes::plus);
    return granting;
  }

  /** Returns the granted scopes. Empty before the first consent and after a revocation. */
  synchronized Optional<OAuthScopes> grantedBy(Persona persona) {
    return Optional.ofNullable(granted.get(persona));
  }

  synchronized Set<String> withheldBy(Persona persona) {
    return Set.copyOf(withheld.getOrDefault(persona, Set.of()));
  }

  synchronized void withhold(Persona persona, String scope) {
    Set<String> scopes = withheld.computeIfAbsent(persona, key -> new TreeSet<>());
    scopes.add(scope);
    granted.computeIfPresent(persona, (key, current) -> current.without(scopes));
  }

  synchronized void allow(Persona persona, String scope) {
    withheld.getOrDefault(persona, new TreeSet<>()).remove(scope);
  }

  synchronized void revoke(Persona persona) {
    granted.remove(persona);
  }

  synchronized String createBrowserSession(Persona persona) {
    String session = UUID.randomUUID().toString();
    browsers.put(session, persona);
    return session;
  }

  synchronized Optional<Persona> personaOf(String session) {
    return Optional.ofNullable(browsers.get(session));
  }
}
