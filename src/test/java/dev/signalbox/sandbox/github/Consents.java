package dev.signalbox.sandbox.github;

import dev.signalbox.sandbox.Persona;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/** What each person has granted the app, what they withhold, and which browser is theirs. */
final class Consents {

  private final Map<Persona, Scopes> granted = new EnumMap<>(Persona.class);
  private final Map<Persona, Set<String>> withheld = new EnumMap<>(Persona.class);
  private final Map<String, Persona> browsers = new HashMap<>();

  /** Grants what the person is willing to give of it and says what that is. */
  synchronized Scopes grant(Persona persona, Scopes requested) {
    Scopes given = requested.without(withheld.getOrDefault(persona, Set.of()));
    granted.merge(persona, given, Scopes::plus);
    return given;
  }

  /** Empty for a person who has not met the consent page, or has revoked the app since. */
  synchronized Optional<Scopes> of(Persona persona) {
    return Optional.ofNullable(granted.get(persona));
  }

  synchronized Set<String> withheldBy(Persona persona) {
    return Set.copyOf(withheld.getOrDefault(persona, Set.of()));
  }

  synchronized void withhold(Persona persona, String scope) {
    Set<String> scopes = withheld.computeIfAbsent(persona, any -> new TreeSet<>());
    scopes.add(scope);
    granted.computeIfPresent(persona, (any, given) -> given.without(scopes));
  }

  synchronized void offer(Persona persona, String scope) {
    withheld.getOrDefault(persona, new TreeSet<>()).remove(scope);
  }

  synchronized void revoke(Persona persona) {
    granted.remove(persona);
  }

  synchronized String remember(Persona persona) {
    String session = UUID.randomUUID().toString();
    browsers.put(session, persona);
    return session;
  }

  synchronized Optional<Persona> behind(String session) {
    return Optional.ofNullable(browsers.get(session));
  }
}
