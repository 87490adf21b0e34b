package dev.signalbox.accounts.sessions;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Why a session ended, as the sign-in page tells it. */
public enum Ending {
  SIGNED_OUT("You are signed out.", "This browser keeps nothing of the session."),
  ENDED(
      "Your session has ended.",
      "It was ended from another browser, or access to it was cut. Signing in again tells more."),
  IDLE("You were away for half an hour.", "The session ended so that nobody else goes on with it."),
  TOO_OLD("Your session lasted twelve hours.", "That is the longest one may; sign in again."),
  SUSPENDED("Your account is suspended.", "Signing in again tells why."),
  CUT("Your access was cut.", "Signing in again tells why."),
  UNCONFIRMED(
      "GitHub could not confirm your membership for four hours.",
      "As soon as GitHub answers again, signing in works."),
  RESET("GitHub's permission for this console is reset.", "Sign in and grant it anew.");

  private final String fact;
  private final String explanation;

  Ending(String fact, String explanation) {
    this.fact = fact;
    this.explanation = explanation;
  }

  public String fact() {
    return fact;
  }

  public String explanation() {
    return explanation;
  }

  /** The word in an address. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Reads the word back; anything else is nothing. */
  public static Optional<Ending> ofWord(String word) {
    return Arrays.stream(values()).filter(ending -> ending.word().equals(word)).findFirst();
  }
}
