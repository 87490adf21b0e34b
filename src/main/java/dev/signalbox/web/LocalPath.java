package dev.signalbox.web;

import org.jspecify.annotations.Nullable;

/** Validates redirect targets from requests: only paths on this console are allowed. */
public final class LocalPath {

  private static final int MAX_LENGTH = 2000;

  private LocalPath() {}

  /** Returns the path and query, or {@code /} if it could lead to another site. */
  public static String of(@Nullable String target) {
    return target != null && isLocal(target) ? target : "/";
  }

  // browsers treat a backslash as a slash and drop tabs and line breaks: "/\t/evil" is "//evil"
  private static boolean isLocal(String target) {
    return target.startsWith("/")
        && !target.startsWith("//")
        && target.length() <= MAX_LENGTH
        && target.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '\\');
  }
}
