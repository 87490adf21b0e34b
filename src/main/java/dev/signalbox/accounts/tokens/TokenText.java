package dev.signalbox.accounts.tokens;

import dev.signalbox.secrets.Secret;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * A token as its owner holds it: {@code sbx_}, 32 random bytes in base62, and a checksum of both.
 * Scanners of repositories and logs recognise it by that form, and a typing error is told without a
 * question to the database. It has 256 random bits, so its hash needs no salt.
 */
record TokenText(Secret secret) {

  private static final String PREFIX = "sbx_";
  private static final int RANDOM_BYTES = 32;
  private static final int RANDOM_LENGTH = 43;
  private static final int CHECKSUM_LENGTH = 6;
  private static final Pattern FORM =
      Pattern.compile(PREFIX + "[0-9A-Za-z]{" + (RANDOM_LENGTH + CHECKSUM_LENGTH) + "}");

  static TokenText fresh(SecureRandom random) {
    byte[] bytes = new byte[RANDOM_BYTES];
    random.nextBytes(bytes);
    String text = PREFIX + LettersAndDigits.written(new BigInteger(1, bytes), RANDOM_LENGTH);
    return new TokenText(new Secret(text + checksum(text)));
  }

  /** What somebody offered, if it can be a token at all. */
  static Optional<TokenText> read(String offered) {
    int end = offered.length() - CHECKSUM_LENGTH;
    boolean ours =
        FORM.matcher(offered).matches()
            && offered.substring(end).equals(checksum(offered.substring(0, end)));
    return ours ? Optional.of(new TokenText(new Secret(offered))) : Optional.empty();
  }

  /** What the database keeps instead. */
  byte[] hash() {
    try {
      return MessageDigest.getInstance("SHA-256")
          .digest(secret.reveal().getBytes(StandardCharsets.US_ASCII));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This Java has no SHA-256.", e);
    }
  }

  private static String checksum(String text) {
    CRC32 crc = new CRC32();
    crc.update(text.getBytes(StandardCharsets.US_ASCII));
    return LettersAndDigits.written(BigInteger.valueOf(crc.getValue()), CHECKSUM_LENGTH);
  }
}
