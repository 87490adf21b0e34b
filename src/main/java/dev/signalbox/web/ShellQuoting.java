package dev.signalbox.web;

/**
 * Quotes a value as a single shell word, so that a command copied from the console can't be changed
 * by the name of an object.
 */
public final class ShellQuoting {

  private static final String PLAIN = "[A-Za-z0-9_@%+=:,./-]+";

  private ShellQuoting() {}

  public static String of(String text) {
    return text.matches(PLAIN) && !text.startsWith("-")
        ? text
        : "'" + text.replace("'", "'\\''") + "'";
  }
}
