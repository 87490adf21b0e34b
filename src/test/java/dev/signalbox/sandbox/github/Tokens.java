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
 * The live tokens of the app: at most ten for the same user and scopes, of which an eleventh
 * revokes the oldest without a word ("Authorizing OAuth apps", creating multiple tokens).
 */
final class Tokens {

  /** A token of an OAuth app; it does not expire by itself. */
  record AccessToken(long id, String value, Persona persona, Scopes scopes, Instant createdAt) {}

  private static final int MOST = 10;
  private static final int LENGTH = 36;
  private static final String LETTERS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

  private final SecureRandom random = new SecureRandom();
  private final List<AccessToken> live = new ArrayList<>();
  private final List<AccessToken> created = new ArrayList<>();
  private final Clock clock;

  private @Nullable Path kept;

  Tokens(Clock clock) {
    this.clock = clock;
  }

  /** Takes up the tokens of an earlier life and keeps those of this one in the same file. */
  synchronized void keepIn(Path file) throws IOException {
    if (Files.exists(file)) {
      for (String line : Files.readAllLines(file)) {
        String[] parts = line.split(" ", 3);
        Persona persona = Persona.valueOf(parts[1]);
        live.add(
            new AccessToken(
                live.size() + 1L, parts[0], persona, Scopes.parse(parts[2]), clock.instant()));
      }
      created.addAll(live);
    }
    kept = file;
  }

  synchronized AccessToken issue(Persona persona, Scopes scopes) {
    AccessToken token =
        new AccessToken(created.size() + 1L, "gho_" + letters(), persona, scopes, clock.instant());
    created.add(token);
    live.add(token);
    List<AccessToken> alike = live.stream().filter(alike(persona, scopes)).toList();
    if (alike.size() > MOST) {
      live.remove(alike.getFirst());
    }
    keep();
    return token;
  }

  synchronized Optional<AccessToken> find(String value) {
    return live.stream().filter(token -> token.value.equals(value)).findFirst();
  }

  synchronized List<AccessToken> of(Persona persona) {
    return live.stream().filter(token -> token.persona == persona).toList();
  }

  /** After ten in an hour GitHub asks the user again instead of passing them through. */
  synchronized boolean manyLately(Persona persona, Scopes scopes) {
    Instant hourAgo = clock.instant().minus(Duration.ofHours(1));
    return created.stream()
            .filter(alike(persona, scopes))
            .filter(token -> token.createdAt.isAfter(hourAgo))
            .count()
        >= MOST;
  }

  synchronized boolean revoke(String value) {
    boolean revoked = live.removeIf(token -> token.value.equals(value));
    keep();
    return revoked;
  }

  synchronized void revokeAll(Persona persona) {
    live.removeIf(token -> token.persona == persona);
    keep();
  }

  /** A user edits what they granted: the tokens stay and can do less. */
  synchronized void narrow(Persona persona, Set<String> dropped) {
    live.replaceAll(
        token ->
            token.persona == persona
                ? new AccessToken(
                    token.id, token.value, persona, token.scopes.without(dropped), token.createdAt)
                : token);
  }

  private void keep() {
    Path file = kept;
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
      throw new UncheckedIOException("The tokens could not be kept in " + file, e);
    }
  }

  private static Predicate<AccessToken> alike(Persona persona, Scopes scopes) {
    return token -> token.persona == persona && token.scopes.equals(scopes);
  }

  private String letters() {
    StringBuilder letters = new StringBuilder();
    for (int i = 0; i < LENGTH; i++) {
      letters.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return letters.toString();
  }
}
