package dev.signalbox.artifacts;

import java.util.regex.Pattern;

/** Names of files as pages and log messages contain them. */
public final class VisibleName {

  private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\\p{Zl}\\p{Zp}]");

  private VisibleName() {}

  /**
   * Makes control characters visible, so that a name is a single line. Pages also show the
   * characters that change the direction.
   */
  public static String of(String name) {
    return CONTROL.matcher(name).replaceAll("\uFFFD");
  }
}
