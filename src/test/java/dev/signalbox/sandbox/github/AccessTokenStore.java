package dev.signalbox.sandbox.github;

import dev.signalbox.sandbox.Persona;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The valid tokens of the app. GitHub allows ten tokens per user and set of scopes; an eleventh one
 * revokes the oldest ("Authorizing OAuth apps", creating multiple tokens).
 */
final class AccessTokenStore {

  /** A token of an OAuth app. It doesn't expire. */
  record AccessToken(
      long id, String value, Persona persona, OAuthScopes scopes, Instant createdAt) {}

  private static final int MAX_TOKENS = 10;
  private static final int LENGTH = 36;
  private static final String LETTERS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

  private final SecureRandom random = new SecureRandom();
  private final List<AccessToken> live = new ArrayList<>();
  private final List<AccessToken> created = new ArrayList<>();
  private final Clock clock;

  private @Nullable Path tokenFile;

  AccessTokenStore(Clock clock) {
    this.clock = clock;
  }

  /** Loads the tokens from a file and writes all changes to it. */
  synchronized void persistTo(Path file) throws IOException {
    if (Files.exists(file)) {
      for (String line : Files.readAllLines(file)) {
        String[] parts = line.split(" ", 3);
        Persona persona = Persona.valueOf(parts[1]);
        live.add(
            new AccessToken(
                live.size() + 1L, parts[0], persona, OAuthScopes.parse(parts[2]), clock.instant()));
      }
      created.addAll(live);
    }
    tokenFile = file;
  }

  synchronized AccessToken issue(Persona persona, OAuthScopes scopes) {
    AccessToken token =
        new AccessToken(
            created.size() + 1L, "gho_" + randomLetters(), persona, scopes, clock.instant());
    created.add(token);
    live.add(token);
    List<AccessToken> matching = live.stream().filter(matching(persona, scopes)).toList();
    if (matching.size() > MAX_TOKENS) {
      live.remove(matching.getFirst());
    }
    save();
    return token;
  }

  synchronized Optional<AccessToken> find(String value) {
    return live.stream().filter(token -> token.value.equals(value)).findFirst();
  }

  synchronized List<AccessToken> of(Persona persona) {
    return live.stream().filter(token -> token.persona == persona).toList();
  }

  /** After ten tokens in an hour, GitHub shows the consent page again. */
  synchronized boolean isHourlyLimitReached(Persona persona, OAuthScopes scopes) {
    Instant hourAgo = clock.instant().minus(Duration.ofHours(1));
    return created.stream()
            .filter(matching(persona, scopes))
            .filter(token -> token.createdAt.isAfter(hourAgo))
            .count()
        >= MAX_TOKENS;
  }

  synchronized boolean revoke(String value) {
    boolean revoked = live.removeIf(token -> token.value.equals(value));
    save();
    return revoked;
  }

  synchronized void revokeAll(Persona persona) {
    live.removeIf(token -> token.persona == persona);
    save();
  }

  /** Removes scopes from the tokens of a user, as an edit of the grant does. */
  synchronized void removeScopes(Persona persona, Set<String> dropped) {
    live.replaceAll(
        token ->
            token.persona == persona
                ? new AccessToken(
                    token.id, token.value, persona, token.scopes.without(dropped), token.createdAt)
                : token);
  }

  private void save() {
    Path file = tokenFile;
    if (file == null) {
      return;
    }
    try {
      Files.write(
          file,
          live.stream()
              .map(t -> t.value + " " + t.persona + " " + String.join(" ", t.scopes.names()))
              .toList());
    } catch (IOException e) {
      throw new UncheckedIOException("Could not write the tokens to " + file, e);
    }
  }

  private static Predicate<AccessToken> matching(Persona persona, OAuthScopes scopes) {
    return token -> token.persona == persona && token.scopes.equals(scopes);
  }

  private String randomLetters() {
    StringBuilder letters = new StringBuilder();
    for (int i = 0; i < LENGTH; i++) {
      letters.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return letters.toString();
  }
}
