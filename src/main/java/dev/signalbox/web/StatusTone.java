package dev.signalbox.web;

import java.util.Locale;

/** The meaning of a color. Color must never be the only way to convey a meaning. */
public enum StatusTone {
  OK,
  WARN,
  BAD,
  IDLE,
  ACCENT;

  /** Returns the suffix of the CSS class. */
  public String css() {
    return name().toLowerCase(Locale.ROOT);
  }
}
