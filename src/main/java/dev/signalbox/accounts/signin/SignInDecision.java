package dev.signalbox.accounts.signin;

import dev.signalbox.accounts.Person;
import dev.signalbox.accounts.github.MembershipAnswer;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the door says to a person at it. */
sealed interface SignInDecision {

  /** Come in. */
  record Admitted(Person person) implements SignInDecision {}

  /** New people wait for an admin. */
  record AwaitingActivation(Person person) implements SignInDecision {}

  /** An admin sent this person away. */
  record Suspended(Person person, Instant since, @Nullable String reason)
      implements SignInDecision {}

  /** GitHub answered, and the person is an active member of none of the required organisations. */
  record OutsideOrganizations(String login, List<MembershipAnswer> answers)
      implements SignInDecision {}

  /** GitHub did not answer in a way that decides; the door stays closed. */
  record CauseUnknown(String login, List<MembershipAnswer> answers) implements SignInDecision {}
}
