package dev.signalbox.history;

import java.util.regex.Pattern;

/**
 * Derives the kind of a build from the name of its job by removing numbers and ids: {@code
 * acme/api} for {@code acme/api #1041}, {@code build} for {@code build/dispatch-1764072000-1f3a}.
 */
final class BuildKind {

  private static final Pattern CHILD_SUFFIX = Pattern.compile("/(dispatch|periodic)-[0-9a-f-]+$");
  private static final Pattern UUID =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  private BuildKind() {}

  /** Returns the kind, or an empty string if the name is only an id. */
  static String of(String name) {
    String kind = CHILD_SUFFIX.matcher(name).replaceFirst("");
    kind = UUID.matcher(kind).replaceAll("");
    return withoutNumber(kind.strip()).strip();
  }

  /**
   * Removes a number at the end and the separators before it. Scans backward: a regular expression
   * tries each digit of a long name as the start.
   */
  private static String withoutNumber(String name) {
    int digits = name.length();
    while (digits > 0 && name.charAt(digits - 1) >= '0' && name.charAt(digits - 1) <= '9') {
      digits--;
    }
    if (digits == name.length()) {
      return name;
    }
    int end = digits;
    while (end > 0 && " \t\n\u000b\f\r#_:./-".indexOf(name.charAt(end - 1)) >= 0) {
      end--;
    }
    return name.substring(0, end);
  }
}
