package dev.signalbox.registration;

import dev.signalbox.accounts.RegistrationPolicy;
import dev.signalbox.github.GitHubAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Texts about the registration rules. */
final class RegistrationMessages {

  private RegistrationMessages() {}

  static String whoCanSignIn(RegistrationPolicy registration, GitHubAddress gitHub) {
    return registration.anyone()
        ? "Anyone with an account at " + gitHub.instance()
        : "Members of " + any(registration.names());
  }

  static String newUsers(boolean suspended) {
    return suspended ? "need approval" : "active immediately";
  }

  static String any(List<String> names) {
    return names.size() < 2
        ? String.join("", names)
        : String.join(", ", names.subList(0, names.size() - 1)) + " or " + names.getLast();
  }

  static String users(long number) {
    return number == 1 ? "1 user" : "%,d users".formatted(number);
  }

  static String saved(int signedOut) {
    return signedOut == 0
        ? "Saved."
        : "Saved. "
            + users(signedOut)
            + (signedOut == 1 ? " was signed out." : " were signed out.");
  }

  /** A note about the limits of the rules with GitHub Enterprise Server, or null at github.com. */
  static @Nullable String enterpriseNote(GitHubAddress gitHub) {
    boolean gitHubCom =
        gitHub.instance().equals("github.com") || gitHub.instance().endsWith(".ghe.com");
    return gitHubCom
        ? null
        : "GitHub Enterprise Server: this controls who can sign in here and to the CI server, not"
            + " who has a GitHub account.";
  }
}
