package dev.signalbox.web;

import org.jspecify.annotations.Nullable;

/**
 * A text of any size in a raw view, of which the page shows at most {@link #MAX_CHARS} characters.
 *
 * @param text the text, or its beginning
 * @param note says that the text is cut, or null if it is complete
 */
public record RawText(String text, @Nullable String note) {

  /** Keeps a page below 1 MiB, although most characters may be escaped in HTML. */
  public static final int MAX_CHARS = 64 * 1024;

  /**
   * Returns a text, or its beginning with a note.
   *
   * @param size of the whole text, for the note
   */
  public static RawText of(String text, String size) {
    return text.length() <= MAX_CHARS ? new RawText(text, null) : cut(text, size);
  }

  /**
   * Returns the beginning of a text that is incomplete already.
   *
   * @param size of the whole text, for the note
   */
  public static RawText cut(String text, String size) {
    return new RawText(beginning(text, MAX_CHARS), "Only the beginning is shown, of " + size + ".");
  }

  /** Returns a text with at most a number of characters, with an ellipsis if it is cut. */
  public static String shorten(String text, int max) {
    return text.length() <= max ? text : beginning(text, max) + "…";
  }

  private static String beginning(String text, int max) {
    if (text.length() <= max) {
      return text;
    }
    boolean splitsPair = max > 0 && Character.isHighSurrogate(text.charAt(max - 1));
    return text.substring(0, splitsPair ? max - 1 : max);
  }
}
