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

/** Authorization codes: valid once, for ten minutes ("Authorizing OAuth apps", step 2). */
final class AuthorizationCodes {

  private static final Duration LIFETIME = Duration.ofMinutes(10);

  /** The authorization behind a code. */
  record Issued(
      Persona persona,
      OAuthScopes scopes,
      @Nullable String redirectUri,
      @Nullable String challenge,
      Instant expiresAt) {

    /** Returns whether the verifier matches the challenge. Without a challenge, none is needed. */
    boolean isVerifiedBy(@Nullable String verifier) {
      return challenge == null || (verifier != null && challenge.equals(s256(verifier)));
    }
  }

  private final Map<String, Issued> issued = new HashMap<>();
  private final Clock clock;

  AuthorizationCodes(Clock clock) {
    this.clock = clock;
  }

  synchronized String issue(
      Persona persona,
      OAuthScopes scopes,
      @Nullable String redirectUri,
      @Nullable String challenge) {
    String code = UUID.randomUUID().toString().replace("-", "").substring(0, 20);
    Instant expiresAt = clock.instant().plus(LIFETIME);
    issued.put(code, new Issued(persona, scopes, redirectUri, challenge, expiresAt));
    return code;
  }

  synchronized Optional<Issued> find(String code) {
    return Optional.ofNullable(issued.get(code)).filter(this::isFresh);
  }

  synchronized Optional<Issued> redeem(String code) {
    return Optional.ofNullable(issued.remove(code)).filter(this::isFresh);
  }

  private boolean isFresh(Issued code) {
    return clock.instant().isBefore(code.expiresAt);
  }

  private static String s256(String verifier) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is not available", e);
    }
  }
}
