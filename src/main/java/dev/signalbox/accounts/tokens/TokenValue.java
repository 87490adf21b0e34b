package dev.signalbox.accounts.tokens;

import dev.signalbox.secrets.Secret;
import dev.signalbox.secrets.Sha256;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * The text of a token: {@code sbx_}, 32 random bytes in base62, and a checksum of both. Secret
 * scanners recognize the format, and typos are detected without a database query. The token has 256
 * random bits, so its hash needs no salt.
 */
record TokenValue(Secret secret) {

  private static final String PREFIX = "sbx_";
  private static final int RANDOM_BYTES = 32;
  private static final int RANDOM_LENGTH = 43;
  private static final int CHECKSUM_LENGTH = 6;
  private static final Pattern FORM =
      Pattern.compile(PREFIX + "[0-9A-Za-z]{" + (RANDOM_LENGTH + CHECKSUM_LENGTH) + "}");

  /** Base62: a double click selects the whole token and shells need no quoting. */
  private static final String DIGITS =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

  static TokenValue generate(SecureRandom random) {
    byte[] bytes = new byte[RANDOM_BYTES];
    random.nextBytes(bytes);
    String text = PREFIX + encode(new BigInteger(1, bytes), RANDOM_LENGTH);
    return new TokenValue(new Secret(text + checksum(text)));
  }

  /** Parses a token; empty if the format or the checksum is wrong. */
  static Optional<TokenValue> parse(String offered) {
    int end = offered.length() - CHECKSUM_LENGTH;
    boolean valid =
        FORM.matcher(offered).matches()
            && offered.substring(end).equals(checksum(offered.substring(0, end)));
    return valid ? Optional.of(new TokenValue(new Secret(offered))) : Optional.empty();
  }

  /** The SHA-256 hash that the database stores. */
  byte[] hash() {
    return Sha256.hash(secret.reveal().getBytes(StandardCharsets.US_ASCII));
  }

  private static String checksum(String text) {
    CRC32 crc = new CRC32();
    crc.update(text.getBytes(StandardCharsets.US_ASCII));
    return encode(BigInteger.valueOf(crc.getValue()), CHECKSUM_LENGTH);
  }

  /** Returns the number in Base62, padded with zeros to the length. */
  private static String encode(BigInteger number, int length) {
    char[] text = new char[length];
    BigInteger rest = number;
    for (int i = length - 1; i >= 0; i--) {
      BigInteger[] parts = rest.divideAndRemainder(BigInteger.valueOf(DIGITS.length()));
      text[i] = DIGITS.charAt(parts[1].intValue());
      rest = parts[0];
    }
    return new String(text);
  }
}
