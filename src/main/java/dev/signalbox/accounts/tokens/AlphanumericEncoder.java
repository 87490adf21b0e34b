package dev.signalbox.accounts.tokens;

import java.math.BigInteger;

/** Base62 encoding: a double click selects the whole text and shells need no quoting. */
final class AlphanumericEncoder {

  private static final String DIGITS =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final BigInteger SIXTY_TWO = BigInteger.valueOf(DIGITS.length());

  private AlphanumericEncoder() {}

  /** Returns the number padded with zeros to the length, which must be large enough. */
  static String encode(BigInteger number, int length) {
    char[] text = new char[length];
    BigInteger rest = number;
    for (int i = length - 1; i >= 0; i--) {
      BigInteger[] parts = rest.divideAndRemainder(SIXTY_TWO);
      text[i] = DIGITS.charAt(parts[1].intValue());
      rest = parts[0];
    }
    return new String(text);
  }
}
