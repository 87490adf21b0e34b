package dev.signalbox.accounts.signin;

import dev.signalbox.accounts.sessions.Ending;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The page before the door.
 *
 * @param gitHub the host people sign in at
 * @param organizations whose members may enter; empty where anyone may
 * @param ending why the last session ended, or null
 * @param to where the person wanted to go
 * @param again whether this is the fresh sign-in before a dangerous act
 */
record SignInPage(
    String gitHub,
    @Nullable List<String> organizations,
    @Nullable Ending ending,
    String to,
    boolean again) {

  static SignInPage of(
      @Nullable List<String> organizations,
      String gitHub,
      @Nullable Ending ending,
      String to,
      boolean again) {
    return new SignInPage(gitHub, organizations, ending, to, again);
  }

  /** Who may enter, in one sentence. */
  public String whoMayEnter() {
    if (organizations == null) {
      return "The console's database does not answer; signing in works once it does.";
    }
    if (organizations.isEmpty()) {
      return "Everybody with an account at " + gitHub + " may sign in.";
    }
    return organizations.size() == 1
        ? "Members of " + organizations.getFirst() + " may sign in."
        : "Members of " + String.join(" or ", organizations) + " may sign in.";
  }
}
