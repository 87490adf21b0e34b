package dev.signalbox.web;

import org.jspecify.annotations.Nullable;

/** An address on this console and nowhere else: the only kind a request may send people to. */
public final class LocalPath {

  private static final int LONGEST = 2000;

  private LocalPath() {}

  /** The path and query asked for, or {@code /} when it could lead anywhere else. */
  public static String of(@Nullable String asked) {
    return asked != null && isLocal(asked) ? asked : "/";
  }

  // a browser reads a backslash as a slash and drops tabs and line breaks: "/\t/evil" is "//evil"
  private static boolean isLocal(String asked) {
    return asked.startsWith("/")
        && !asked.startsWith("//")
        && asked.length() <= LONGEST
        && asked.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '\\');
  }
}
