package dev.signalbox.accounts.sessions;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Why a session ended, with the text that the sign-in page shows. */
public enum SessionEndReason {
  SIGNED_OUT("You are signed out.", ""),
  ENDED(
      "Your session has ended.",
      "It was ended from another browser, or your access changed. Sign in to see why."),
  IDLE("Signed out after 30 minutes of inactivity.", ""),
  TOO_OLD("Sessions end after 12 hours.", "Sign in to continue."),
  CODE_EXPIRED("Sessions started with a one-time code end after 1 hour.", "Sign in to continue."),
  SUSPENDED("Your account is suspended.", "Sign in to see why."),
  CUT("Your access was revoked.", "Sign in to see why."),
  UNCONFIRMED(
      "GitHub has not confirmed your membership for 4 hours.",
      "You can sign in once GitHub responds again."),
  RESET("GitHub authorization reset.", "Sign in to authorize Signalbox again.");

  private final String fact;
  private final String explanation;

  SessionEndReason(String fact, String explanation) {
    this.fact = fact;
    this.explanation = explanation;
  }

  public String fact() {
    return fact;
  }

  public String explanation() {
    return explanation;
  }

  /** The value of the query parameter {@code because}, such as {@code too-old}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Parses a value of {@link #code()}; empty for any other text. */
  public static Optional<SessionEndReason> ofCode(String code) {
    return Arrays.stream(values()).filter(reason -> reason.code().equals(code)).findFirst();
  }
}
