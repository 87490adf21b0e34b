package dev.signalbox.accounts.signin;

import dev.signalbox.accounts.UserAccount;
import dev.signalbox.github.MembershipResult;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The outcome of a sign-in. */
sealed interface SignInDecision {

  /** The user is signed in. */
  record Admitted(UserAccount user) implements SignInDecision {}

  /** New users need the approval of an admin. */
  record AwaitingActivation(UserAccount user) implements SignInDecision {}

  /** An admin suspended the account. */
  record Suspended(UserAccount user, Instant since, @Nullable String reason)
      implements SignInDecision {}

  /** GitHub responded: the user is not an active member of any required organization. */
  record OutsideOrganizations(String login, List<MembershipResult> results)
      implements SignInDecision {}

  /** At least one membership could not be verified; the sign-in is refused. */
  record MembershipUnverified(String login, List<MembershipResult> results)
      implements SignInDecision {}
}
