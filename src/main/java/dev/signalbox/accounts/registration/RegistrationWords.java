package dev.signalbox.accounts.registration;

import dev.signalbox.accounts.Registration;
import dev.signalbox.accounts.github.GitHubAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rules as sentences. */
final class RegistrationWords {

  private RegistrationWords() {}

  static String whoMayEnter(Registration registration, GitHubAddress gitHub) {
    return registration.anyone()
        ? "Anyone with an account at " + gitHub.instance()
        : "Active members of " + any(registration.names());
  }

  static String newPeople(boolean suspended) {
    return suspended ? "wait until an admin activates them" : "may enter at once";
  }

  static String any(List<String> names) {
    return names.size() < 2
        ? String.join("", names)
        : String.join(", ", names.subList(0, names.size() - 1)) + " or " + names.getLast();
  }

  static String people(long number) {
    return number == 1 ? "1 person" : number + " people";
  }

  static String saved(int cut) {
    return cut == 0
        ? "The rules hold from now on."
        : "The rules hold from now on. "
            + people(cut)
            + (cut == 1 ? " was signed in and is out." : " were signed in and are out.");
  }

  /** What an Enterprise Server's list cannot do, or null at github.com. */
  static @Nullable String enterpriseNote(GitHubAddress gitHub) {
    boolean gitHubCom =
        gitHub.instance().equals("github.com") || gitHub.instance().endsWith(".ghe.com");
    return gitHubCom
        ? null
        : "With GitHub Enterprise Server the list only gates signing in, here and at the"
            + " installation's gate. Who may have an account at "
            + gitHub.instance()
            + " is decided there.";
  }
}
