package dev.signalbox.sandbox.github;

import dev.signalbox.sandbox.Persona;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Temporary codes: each works once, for ten minutes ("Authorizing OAuth apps", step 2). */
final class Codes {

  private static final Duration LIFE = Duration.ofMinutes(10);

  /** What a code stands for until it is exchanged. */
  record Issued(
      Persona persona,
      Scopes scopes,
      @Nullable String redirectUri,
      @Nullable String challenge,
      Instant until) {

    /** Whether the verifier hashes to the challenge; a request without one needs no verifier. */
    boolean provenBy(@Nullable String verifier) {
      return challenge == null || (verifier != null && challenge.equals(s256(verifier)));
    }
  }

  private final Map<String, Issued> issued = new HashMap<>();
  private final Clock clock;

  Codes(Clock clock) {
    this.clock = clock;
  }

  synchronized String issue(
      Persona persona, Scopes scopes, @Nullable String redirectUri, @Nullable String challenge) {
    String code = UUID.randomUUID().toString().replace("-", "").substring(0, 20);
    Instant until = clock.instant().plus(LIFE);
    issued.put(code, new Issued(persona, scopes, redirectUri, challenge, until));
    return code;
  }

  synchronized Optional<Issued> look(String code) {
    return Optional.ofNullable(issued.get(code)).filter(this::isFresh);
  }

  synchronized Optional<Issued> spend(String code) {
    return Optional.ofNullable(issued.remove(code)).filter(this::isFresh);
  }

  private boolean isFresh(Issued code) {
    return clock.instant().isBefore(code.until);
  }

  private static String s256(String verifier) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
