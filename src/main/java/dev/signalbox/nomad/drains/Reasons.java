package dev.signalbox.nomad.drains;

import org.jspecify.annotations.Nullable;

/** What is asked of a reason, wherever one is given. */
public final class Reasons {

  public static final int LONGEST = 500;
  public static final String MISSING = "Say why; it stands in the audit log and at Nomad.";
  public static final String TOO_LONG = "At most 500 characters fit.";

  /** Beside the field. */
  public static final String HINT = "kept in the audit log and shown to others";

  private Reasons() {}

  /** One that nobody had to give, no longer than fits. */
  static String fitting(@Nullable String reason) {
    String text = reason == null ? "" : reason.strip();
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
  }
}
