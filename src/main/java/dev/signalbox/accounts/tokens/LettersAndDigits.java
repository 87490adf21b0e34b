package dev.signalbox.accounts.tokens;

import java.math.BigInteger;

/** Letters and digits only, so that a double click selects all of it and no shell minds it. */
final class LettersAndDigits {

  private static final String DIGITS =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final BigInteger SIXTY_TWO = BigInteger.valueOf(DIGITS.length());

  private LettersAndDigits() {}

  /** The number with zeros in front up to the length, which must be enough. */
  static String written(BigInteger number, int length) {
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
