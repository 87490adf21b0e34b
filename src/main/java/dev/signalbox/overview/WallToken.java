package dev.signalbox.overview;

import dev.signalbox.secrets.Secret;
import dev.signalbox.secrets.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The token of a link to the wall: {@code sbw_} and 32 random bytes. It is part of the address. It
 * has 256 random bits, so its hash needs no salt.
 */
record WallToken(Secret secret) {

  private static final String PREFIX = "sbw_";
  private static final int RANDOM_BYTES = 32;
  private static final Pattern FORM = Pattern.compile(PREFIX + "[0-9A-Za-z_-]{43}");

  static WallToken generate(SecureRandom random) {
    byte[] bytes = new byte[RANDOM_BYTES];
    random.nextBytes(bytes);
    return new WallToken(
        new Secret(PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes)));
  }

  /** Parses a token; empty if it has another format, such as that of an API token. */
  static Optional<WallToken> parse(String offered) {
    return FORM.matcher(offered).matches()
        ? Optional.of(new WallToken(new Secret(offered)))
        : Optional.empty();
  }

  /** The SHA-256 hash that the database stores. */
  byte[] hash() {
    return Sha256.hash(secret.reveal().getBytes(StandardCharsets.US_ASCII));
  }
}
