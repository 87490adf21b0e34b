package dev.signalbox.web;

/**
 * Which text the console accepts from requests: Unicode characters other than U+0000, which
 * PostgreSQL cannot store. Unpaired surrogates and noncharacters are not characters.
 *
 * <p>Applied to parameters by {@link ValidTextFilter} and {@link InvalidTextInterceptor}, and to
 * JSON bodies by {@link RequestJsonModule}.
 */
public final class TextPolicy {

  /** Explains why a text was rejected. */
  public static final String MESSAGE =
      "Must not contain U+0000, unpaired surrogates or noncharacters.";

  /** What {@link #replaceInvalid} writes for a character that is not accepted. */
  static final String REPLACEMENT = "\uFFFD";

  private TextPolicy() {}

  /** Returns whether all characters are accepted. */
  public static boolean isValid(CharSequence text) {
    return text.codePoints().allMatch(TextPolicy::isValid);
  }

  /** Replaces characters that are not accepted with U+FFFD. */
  public static String replaceInvalid(String text) {
    if (isValid(text)) {
      return text;
    }
    StringBuilder valid = new StringBuilder(text.length());
    text.codePoints().forEach(c -> valid.append(isValid(c) ? Character.toString(c) : REPLACEMENT));
    return valid.toString();
  }

  /** Returns whether a reader sees any of the characters. */
  public static boolean isVisible(CharSequence text) {
    return text.codePoints().anyMatch(TextPolicy::isVisible);
  }

  private static boolean isValid(int c) {
    boolean noncharacter = (c & 0xFFFE) == 0xFFFE || (c >= 0xFDD0 && c <= 0xFDEF);
    return c != 0 && !noncharacter && Character.getType(c) != Character.SURROGATE;
  }

  private static boolean isVisible(int c) {
    if (Character.isWhitespace(c) || Character.isSpaceChar(c)) {
      return false;
    }
    return switch (c) {
      // combining grapheme joiner, fillers and blank patterns
      case 0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2800, 0x3164, 0xFFA0 -> false;
      default ->
          switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.UNASSIGNED ->
                false;
            default -> !isVariationSelector(c);
          };
    };
  }

  private static boolean isVariationSelector(int c) {
    return (c >= 0x180B && c <= 0x180F)
        || (c >= 0xFE00 && c <= 0xFE0F)
        || (c >= 0xE0100 && c <= 0xE01EF);
  }
}
