package dev.signalbox.audit.ingest;

/**
 * Rejects text that is valid in JSON but not in PostgreSQL or in exports: U+0000 and unpaired
 * surrogates.
 */
final class JsonTextValidator {

  private JsonTextValidator() {}

  /** Rejects a text that contains either, literally or as an escape. */
  static void check(String text) {
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '\\' && at + 1 < text.length()) {
        at = text.charAt(at + 1) == 'u' ? afterEscape(text, at) : at + 2;
      } else if (Character.isHighSurrogate(c)
          && at + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(at + 1))) {
        at += 2;
      } else {
        rejectIfInvalid(c);
        at++;
      }
    }
  }

  private static int afterEscape(String text, int at) {
    int unit = unit(text, at);
    if (unit >= 0 && Character.isHighSurrogate((char) unit)) {
      int next = unit(text, at + 6);
      if (next >= 0 && Character.isLowSurrogate((char) next)) {
        return at + 12;
      }
    }
    if (unit >= 0) {
      rejectIfInvalid((char) unit);
    }
    return at + 2;
  }

  /** Returns the code unit of the escape at a position, or -1 if there is none. */
  private static int unit(String text, int at) {
    if (at + 6 > text.length() || text.charAt(at) != '\\' || text.charAt(at + 1) != 'u') {
      return -1;
    }
    int unit = 0;
    for (int i = at + 2; i < at + 6; i++) {
      int digit = Character.digit(text.charAt(i), 16);
      if (digit < 0) {
        return -1;
      }
      unit = unit * 16 + digit;
    }
    return unit;
  }

  private static void rejectIfInvalid(char c) {
    if (c == 0) {
      throw new InvalidEventException("The event contains U+0000, which PostgreSQL cannot store.");
    }
    if (Character.isSurrogate(c)) {
      throw new InvalidEventException(
          "The event contains an unpaired surrogate, which is not a character.");
    }
  }
}
