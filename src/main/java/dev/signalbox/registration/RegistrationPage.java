package dev.signalbox.registration;

import dev.signalbox.accounts.RegistrationPolicy;
import dev.signalbox.accounts.RegistrationPolicy.RequiredOrganization;
import dev.signalbox.accounts.RegistrationPolicy.Saved;
import dev.signalbox.github.GitHubAddress;
import dev.signalbox.web.ActionButton;
import dev.signalbox.web.CurrentUser;
import dev.signalbox.web.TimestampView;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * View model of the page with the registration rules.
 *
 * @param source where the rules come from
 * @param variables the environment variables with the rules, or empty if they were saved here
 * @param savedAt when the rules were saved here, or null
 * @param note a note about GitHub Enterprise Server, or null
 */
record RegistrationPage(
    String summary,
    String who,
    List<Line> organizations,
    String newUsers,
    String source,
    List<String> variables,
    @Nullable TimestampView savedAt,
    @Nullable String note,
    ActionButton edit) {

  static RegistrationPage of(
      RegistrationPolicy registration, GitHubAddress gitHub, CurrentUser currentUser, Clock clock) {
    String who = RegistrationMessages.whoCanSignIn(registration, gitHub);
    String newUsers = RegistrationMessages.newUsers(registration.suspendNewUsers());
    @Nullable Saved saved = registration.saved();
    return new RegistrationPage(
        who
            + " can sign in · new users "
            + (registration.suspendNewUsers() ? "need approval" : "are active immediately"),
        who,
        registration.organizations().stream().map(Line::of).toList(),
        newUsers,
        saved == null
            ? "Environment variables. Saving here overrides them."
            : "Saved here by " + saved.by() + ",",
        saved == null
            ? List.of(
                "SIGNALBOX_REQUIRED_ORGANIZATIONS",
                "SIGNALBOX_ANYONE_WHO_CAN_SIGN_IN",
                "SIGNALBOX_SUSPEND_NEW_USERS")
            : List.of(),
        saved == null ? null : TimestampView.of(saved.at(), clock),
        RegistrationMessages.enterpriseNote(gitHub),
        ActionButton.of("Edit", currentUser, null));
  }

  /**
   * A required organization.
   *
   * @param id a text with the numeric id at GitHub
   */
  record Line(String name, String id) {

    static Line of(RequiredOrganization organization) {
      return new Line(
          organization.name(),
          organization.githubId() == null
              ? "numeric id unknown until the first sign-in"
              : "numeric id " + organization.githubId());
    }
  }
}
