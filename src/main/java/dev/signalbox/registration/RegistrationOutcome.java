package dev.signalbox.registration;

import dev.signalbox.accounts.RegistrationPolicy;
import java.util.List;

/** The result of saving the registration rules. */
sealed interface RegistrationOutcome {

  /**
   * The rules were saved.
   *
   * @param signedOutUsers number of users who were signed out
   */
  record Saved(int signedOutUsers) implements RegistrationOutcome {}

  /** The rules are unchanged. */
  record Unchanged() implements RegistrationOutcome {}

  /** Users would lose access and the admin has not confirmed it. */
  record ConfirmationRequired(AccessLossPreview losing, List<String> names)
      implements RegistrationOutcome {}

  /** Another admin saved after the form was loaded. */
  record VersionConflict(RegistrationPolicy current) implements RegistrationOutcome {}

  /**
   * At least one name is invalid.
   *
   * @param why one sentence per invalid name
   */
  record InvalidOrganizations(String why) implements RegistrationOutcome {}

  /**
   * GitHub did not resolve the names; nothing was saved.
   *
   * @param tried a verb phrase that follows "Tried to"
   * @param response GitHub's response
   * @param advice a verb phrase that follows "You can"
   */
  record UpstreamUnavailable(String tried, String response, String advice)
      implements RegistrationOutcome {}
}
