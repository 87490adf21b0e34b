package dev.signalbox.architecture;

import java.util.Set;

/** Attributes that contain a URL, and the values of these that are safe. */
final class UrlAttributes {

  private static final Set<String> NAMES =
      Set.of(
          "href",
          "xlink:href",
          "src",
          "srcset",
          "poster",
          "data",
          "action",
          "formaction",
          "ping",
          "sse-connect",
          "hx-get",
          "hx-post",
          "hx-put",
          "hx-patch",
          "hx-delete",
          "hx-push-url",
          "hx-replace-url");

  private UrlAttributes() {}

  static boolean isUrl(String attribute) {
    return NAMES.contains(plain(attribute));
  }

  static boolean isSafe(String attribute, String value) {
    String url = value.trim();
    if (attribute.equals(plain(attribute))) {
      // static text, not evaluated by the template engine
      return url.matches("|#.*|\\?.*|true|false|/|/[^/\\\\].*") && !url.contains("{");
    }
    return url.startsWith("@{") && BracketParser.closing(url, 1) == url.length() - 1;
  }

  private static String plain(String attribute) {
    if (attribute.startsWith("hx:")) {
      return "hx-" + attribute.substring("hx:".length());
    }
    return attribute.startsWith("th:") ? attribute.substring("th:".length()) : attribute;
  }
}
