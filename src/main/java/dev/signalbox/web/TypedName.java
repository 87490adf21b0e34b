package dev.signalbox.web;

import java.text.Normalizer;
import org.jspecify.annotations.Nullable;

/**
 * Compares a name that was typed as a confirmation. The script of the form enables its button by
 * the same rule: white space at the ends is ignored, case matters.
 */
public final class TypedName {

  private TypedName() {}

  /** Returns whether the typed text is the name. */
  public static boolean matches(@Nullable String typed, String name) {
    return typed != null && normalized(typed).equals(normalized(name));
  }

  /** Normalizes like {@code normalize('NFC').trim()} in JavaScript. */
  private static String normalized(String text) {
    String composed = Normalizer.normalize(text, Normalizer.Form.NFC);
    int from = 0;
    int until = composed.length();
    while (from < until && isSpace(composed.charAt(from))) {
      from += 1;
    }
    while (until > from && isSpace(composed.charAt(until - 1))) {
      until -= 1;
    }
    return composed.substring(from, until);
  }

  private static boolean isSpace(char c) {
    return c == '\uFEFF' || (c >= '\t' && c <= '\r') || Character.isSpaceChar(c);
  }
}
