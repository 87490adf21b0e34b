package dev.signalbox.web;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriUtils;

/** Validates redirect targets from requests: only paths on this console are allowed. */
public final class LocalPath {

  /** Fits into a sealed cookie, which browsers limit to 4,096 bytes. */
  public static final int MAX_LENGTH = 2600;

  /** The page that replaces longer targets. */
  static final String TOO_LONG = "/address-too-long";

  /** Characters that browsers send in a path or query although RFC 3986 does not allow them. */
  private static final String UNENCODED = "|{}^[]\"<>`\\";

  private LocalPath() {}

  /**
   * Returns the path and query; {@code /} if it could lead to another site, and the page that
   * explains the limit if it is longer than {@link #MAX_LENGTH}.
   */
  public static String of(@Nullable String target) {
    if (target == null || !isLocal(target)) {
      return "/";
    }
    String encoded = encoded(target);
    return encoded.length() <= MAX_LENGTH ? encoded : TOO_LONG;
  }

  /**
   * Encodes the characters of a path and query that browsers send although they are invalid in a
   * URI: vertical bar, braces, brackets, circumflex, quotes, backslash, and a percent sign that is
   * not followed by two hexadecimal digits. The server that receives the URL decodes both forms to
   * the same text.
   */
  public static String encoded(String pathAndQuery) {
    StringBuilder encoded = new StringBuilder(pathAndQuery.length());
    for (int i = 0; i < pathAndQuery.length(); i++) {
      char c = pathAndQuery.charAt(i);
      if (UNENCODED.indexOf(c) >= 0 || (c == '%' && !isEncoded(pathAndQuery, i))) {
        encoded.append('%').append(Integer.toHexString(c).toUpperCase(Locale.ROOT));
      } else {
        encoded.append(c);
      }
    }
    return encoded.toString();
  }

  /** Encodes the value of a query parameter; only what is necessary, to keep long URLs short. */
  public static String asParameter(String value) {
    // servers decode a plus sign as a space
    return UriUtils.encodeQueryParam(value, StandardCharsets.UTF_8).replace("+", "%2B");
  }

  // browsers treat a backslash as a slash and drop tabs and line breaks: "/\t/evil" is "//evil"
  private static boolean isLocal(String target) {
    return target.startsWith("/")
        && !target.startsWith("//")
        && !target.startsWith("/\\")
        && target.chars().allMatch(c -> c > ' ' && c < 0x7f);
  }

  private static boolean isEncoded(String text, int percent) {
    return percent + 2 < text.length()
        && Character.digit(text.charAt(percent + 1), 16) >= 0
        && Character.digit(text.charAt(percent + 2), 16) >= 0;
  }
}
