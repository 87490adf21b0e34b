package dev.signalbox.accounts.registration;

import dev.signalbox.accounts.Registration;
import dev.signalbox.accounts.Registration.RequiredOrganization;
import dev.signalbox.accounts.Registration.Saved;
import dev.signalbox.accounts.github.GitHubAddress;
import dev.signalbox.settings.Variable;
import dev.signalbox.web.Act;
import dev.signalbox.web.Moment;
import dev.signalbox.web.Visitor;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rules that hold, ready to print.
 *
 * @param source where they come from
 * @param savedAt when they were saved here, or null while the environment's hold
 * @param note what the list cannot do with this GitHub, or null
 */
record RegistrationPage(
    String truth,
    String who,
    List<Line> organizations,
    String newPeople,
    String source,
    @Nullable Moment savedAt,
    @Nullable String note,
    Act edit) {

  static RegistrationPage of(
      Registration registration, GitHubAddress gitHub, Visitor visitor, Clock clock) {
    String who = RegistrationWords.whoMayEnter(registration, gitHub);
    String newPeople = RegistrationWords.newPeople(registration.suspendNewUsers());
    @Nullable Saved saved = registration.saved();
    return new RegistrationPage(
        who + " may sign in · new people " + newPeople,
        who,
        registration.organizations().stream().map(Line::of).toList(),
        newPeople,
        saved == null
            ? "The environment: %s, %s and %s. From the first save on, this page holds."
                .formatted(
                    Variable.REQUIRED_ORGANIZATIONS.environmentName(),
                    Variable.ANYONE_WHO_CAN_SIGN_IN.environmentName(),
                    Variable.SUSPEND_NEW_USERS.environmentName())
            : "This page, saved by " + saved.by(),
        saved == null ? null : Moment.of(saved.at(), clock),
        RegistrationWords.enterpriseNote(gitHub),
        Act.of("Change the rules", visitor, null));
  }

  /**
   * One required organisation.
   *
   * @param id what the name stands for
   */
  record Line(String name, String id) {

    static Line of(RequiredOrganization organization) {
      return new Line(
          organization.name(),
          organization.githubId() == null
              ? "numeric id known with the first sign-in"
              : "numeric id " + organization.githubId());
    }
  }
}
