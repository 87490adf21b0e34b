package dev.signalbox.audit.ingest;

/**
 * What JSON may say and PostgreSQL, or a reader of the export, cannot hold: U+0000, and halves of
 * surrogate pairs.
 */
final class TextOfJson {

  private TextOfJson() {}

  /** Refuses a text with either, as escape or as such. */
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
        refuse(c);
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
      refuse((char) unit);
    }
    return at + 2;
  }

  /** The code unit that an escape at that place stands for, or -1 where there is none. */
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

  private static void refuse(char c) {
    if (c == 0) {
      throw new NoEvent("It holds the character U+0000, which no database keeps.");
    }
    if (Character.isSurrogate(c)) {
      throw new NoEvent("It holds half of a surrogate pair, which is no character.");
    }
  }
}
