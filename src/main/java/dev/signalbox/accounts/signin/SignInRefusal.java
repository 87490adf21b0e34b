package dev.signalbox.accounts.signin;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The reason why a sign-in was refused, as display text. A sealed cookie carries it from the OAuth
 * callback to the page that shows it.
 *
 * @param outcome the outcome, as used in the metric
 * @param token revokes the GitHub authorization; null where a reset can't help
 */
record SignInRefusal(
    String outcome, String title, String explanation, List<Cause> causes, @Nullable String token) {

  static final String NO_ANSWER = "no-answer";
  static final String CAUSE_UNKNOWN = "cause-unknown";

  private static final Set<String> RESOLVED_BY_ADMIN = Set.of("suspended", "awaiting-activation");

  /** Whether GitHub failed to respond, so that no decision about the user was made. */
  boolean isOutage() {
    return outcome.equals(CAUSE_UNKNOWN) || outcome.equals(NO_ANSWER);
  }

  /** Whether an admin can resolve the refusal by activating the account. */
  boolean isResolvedByAdmin() {
    return RESOLVED_BY_ADMIN.contains(outcome);
  }

  /**
   * The reason for one required organization.
   *
   * @param fact GitHub's result
   * @param steps what the user can do
   * @param link the page for the first step, or null
   */
  record Cause(
      String organization,
      String fact,
      List<String> steps,
      @Nullable String link,
      @Nullable String linkLabel) {}
}
