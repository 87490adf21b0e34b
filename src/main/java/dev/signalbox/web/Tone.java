package dev.signalbox.web;

import java.util.Locale;

/** What a colour means; never the only carrier of that meaning. */
public enum Tone {
  OK,
  WARN,
  BAD,
  IDLE,
  ACCENT;

  /** The suffix of the style class. */
  public String css() {
    return name().toLowerCase(Locale.ROOT);
  }
}
