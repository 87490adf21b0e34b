package dev.signalbox.accounts.signin;

import dev.signalbox.accounts.sessions.SessionEndReason;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Model of the sign-in page and of the re-authentication page.
 *
 * @param gitHub the GitHub host used for sign-in
 * @param organizations whose members can sign in; empty where any GitHub account can; null while
 *     the database is down
 * @param endReason why the last session ended, or null
 * @param to the local path to open after the sign-in
 * @param again whether this is the re-authentication before a dangerous action
 */
record SignInPage(
    String gitHub,
    @Nullable List<String> organizations,
    @Nullable SessionEndReason endReason,
    String to,
    boolean again) {

  static SignInPage of(
      @Nullable List<String> organizations,
      String gitHub,
      @Nullable SessionEndReason ending,
      String to,
      boolean again) {
    return new SignInPage(gitHub, organizations, ending, to, again);
  }

  /** States in one sentence who can sign in. */
  public String instructions() {
    if (organizations == null) {
      return "The database is not responding. You can sign in again once it is back.";
    }
    if (organizations.isEmpty()) {
      return "Sign in with any account at " + gitHub + ".";
    }
    return "Sign in with a GitHub account that belongs to "
        + String.join(" or ", organizations)
        + ".";
  }
}
