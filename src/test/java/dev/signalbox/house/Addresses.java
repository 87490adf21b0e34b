package dev.signalbox.house;

import java.util.Set;

/** Attributes that hold an address, and which values of them are safe. */
final class Addresses {

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

  private Addresses() {}

  static boolean isAddress(String attribute) {
    return NAMES.contains(plain(attribute));
  }

  static boolean isSafe(String attribute, String value) {
    String address = value.trim();
    if (attribute.equals(plain(attribute))) {
      // fixed text, read by nobody but the browser
      return address.matches("|#.*|\\?.*|true|false|/|/[^/\\\\].*") && !address.contains("{");
    }
    return address.startsWith("@{") && Brackets.closing(address, 1) == address.length() - 1;
  }

  private static String plain(String attribute) {
    if (attribute.startsWith("hx:")) {
      return "hx-" + attribute.substring("hx:".length());
    }
    return attribute.startsWith("th:") ? attribute.substring("th:".length()) : attribute;
  }
}
