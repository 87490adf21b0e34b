package dev.signalbox.nomad.ui;

/** Limits and messages of the reason field. */
public final class ReasonField {

  public static final int MAX_LENGTH = 500;
  public static final String REQUIRED =
      "Enter a reason. It is stored in the audit log and in Nomad.";
  public static final String TOO_LONG = "Must be at most 500 characters.";

  /** The hint next to the field. */
  public static final String HINT = "visible in the audit log and on this client";

  private ReasonField() {}
}
