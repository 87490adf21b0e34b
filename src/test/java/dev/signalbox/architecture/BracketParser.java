package dev.signalbox.architecture;

import java.util.ArrayList;
import java.util.List;

/** Parses nested brackets and quoted text in template expressions. */
final class BracketParser {

  private BracketParser() {}

  /** Returns the index of the bracket that closes the one at the given index. */
  static int closing(String text, int open) {
    int depth = 0;
    for (int at = open; at < text.length(); at = next(text, at)) {
      depth += step(text.charAt(at));
      if (depth == 0) {
        return at;
      }
    }
    throw new IllegalArgumentException("Unclosed bracket at " + open + " of " + text);
  }

  /** Splits at separators that are not within brackets or quotes. */
  static List<String> split(String text, String separator) {
    List<String> parts = new ArrayList<>();
    int depth = 0;
    int start = 0;
    for (int at = 0; at < text.length(); at = next(text, at)) {
      depth += step(text.charAt(at));
      if (depth == 0 && at >= start && text.startsWith(separator, at)) {
        parts.add(text.substring(start, at).trim());
        start = at + separator.length();
      }
    }
    parts.add(text.substring(start).trim());
    return parts;
  }

  private static int step(char c) {
    return switch (c) {
      case '(', '{', '[' -> 1;
      case ')', '}', ']' -> -1;
      default -> 0;
    };
  }

  /** Returns the next index, or the index after a quoted text that begins here. */
  private static int next(String text, int at) {
    int end = text.charAt(at) == '\'' ? text.indexOf('\'', at + 1) : at;
    return end < 0 ? text.length() : end + 1;
  }
}
