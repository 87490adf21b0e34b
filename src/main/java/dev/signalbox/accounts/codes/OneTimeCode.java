package dev.signalbox.accounts.codes;

import dev.signalbox.secrets.Secret;
import dev.signalbox.secrets.Sha256;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.spec.SecretKeySpec;

/**
 * A one-time code: 120 random bits as 24 characters of Crockford's base 32, which has no letters
 * that look like digits. It is shown in groups of four.
 *
 * @param secret the 24 characters without separators
 */
record OneTimeCode(Secret secret) {

  private static final int RANDOM_BYTES = 15;
  private static final int LENGTH = 24;
  private static final int RADIX = 32;
  private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  private static final Pattern FORM = Pattern.compile("[" + ALPHABET + "]{" + LENGTH + "}");

  static OneTimeCode generate(SecureRandom random) {
    byte[] bytes = new byte[RANDOM_BYTES];
    random.nextBytes(bytes);
    StringBuilder code = new StringBuilder();
    new BigInteger(1, bytes)
        .toString(RADIX)
        .chars()
        .forEach(digit -> code.append(ALPHABET.charAt(Character.digit(digit, RADIX))));
    String padding = ALPHABET.substring(0, 1).repeat(LENGTH - code.length());
    return new OneTimeCode(new Secret(padding + code));
  }

  /**
   * Parses a typed code, in any case and with any separators; empty if it can't be one. The letters
   * O, I and L are read as the digits that they look like.
   */
  static Optional<OneTimeCode> parse(String typed) {
    String code =
        typed
            .toUpperCase(Locale.ROOT)
            .replaceAll("[\\s\\p{Pd}]", "")
            .replace('O', '0')
            .replace('I', '1')
            .replace('L', '1');
    return FORM.matcher(code).matches()
        ? Optional.of(new OneTimeCode(new Secret(code)))
        : Optional.empty();
  }

  /** The code as shown to the user: {@code 7KQX-2M4P-9T3H-WZ5C-8RVN-4JDE}. */
  String formatted() {
    return secret.reveal().replaceAll("(.{4})(?=.)", "$1-");
  }

  /** The keyed hash that the database stores, in hexadecimal. */
  String hash(SecretKeySpec key) {
    byte[] code = secret.reveal().getBytes(StandardCharsets.US_ASCII);
    return HexFormat.of().formatHex(Sha256.hmac(key, code));
  }
}
