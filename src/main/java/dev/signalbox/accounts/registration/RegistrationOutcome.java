package dev.signalbox.accounts.registration;

import dev.signalbox.accounts.Registration;
import java.util.List;

/** What came of saving the rules. */
sealed interface RegistrationOutcome {

  /**
   * They hold.
   *
   * @param cut how many people were signed in and are out now
   */
  record Saved(int cut) implements RegistrationOutcome {}

  /** They held already. */
  record NothingNew() implements RegistrationOutcome {}

  /** People would lose access: first read whom. */
  record ToConfirm(LosingAccess losing, List<String> names) implements RegistrationOutcome {}

  /** Another admin saved since the form was filled. */
  record Stale(Registration current) implements RegistrationOutcome {}

  /**
   * Names that cannot stand in the list.
   *
   * @param why a sentence for each
   */
  record Refused(String why) implements RegistrationOutcome {}

  /**
   * Nobody could tell what the names mean; nothing was saved.
   *
   * @param tried after "Tried to"
   * @param answered what came back
   * @param advice after "You can"
   */
  record Unanswered(String tried, String answered, String advice) implements RegistrationOutcome {}
}
