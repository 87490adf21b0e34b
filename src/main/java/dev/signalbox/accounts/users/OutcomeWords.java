package dev.signalbox.accounts.users;

import dev.signalbox.web.Flash;

/** What came of an act, in the words that one page and a list of many share. */
final class OutcomeWords {

  private static final String LAST_ADMIN =
      " is the last active admin. Make somebody else admin first.";

  private OutcomeWords() {}

  static Flash suspended(SuspensionOutcome outcome) {
    return switch (outcome) {
      case SuspensionOutcome.Done done ->
          Flash.done(done.person().displayName() + " is suspended and signed out everywhere.");
      case SuspensionOutcome.AlreadySo already ->
          Flash.refused(already.person().displayName() + " was suspended already.");
      case SuspensionOutcome.Oneself oneself ->
          Flash.refused("You cannot suspend yourself; another admin can.");
      case SuspensionOutcome.LastAdmin last ->
          Flash.refused(last.person().displayName() + LAST_ADMIN);
    };
  }

  static Flash activated(SuspensionOutcome outcome) {
    return switch (outcome) {
      case SuspensionOutcome.Done done ->
          Flash.done(done.person().displayName() + " may sign in again.");
      case SuspensionOutcome.AlreadySo already ->
          Flash.refused(already.person().displayName() + " was active already.");
      case SuspensionOutcome.Oneself oneself ->
          Flash.refused("You are active; that is how you came here.");
      case SuspensionOutcome.LastAdmin last ->
          Flash.refused(last.person().displayName() + " is active already.");
    };
  }

  static Flash changed(RoleOutcome outcome) {
    return switch (outcome) {
      case RoleOutcome.Done done ->
          Flash.done(done.person().displayName() + " is now " + done.role().word() + ".");
      case RoleOutcome.AlreadySo already ->
          Flash.refused(already.person().displayName() + " had that role already.");
      case RoleOutcome.Oneself oneself ->
          Flash.refused("You cannot change your own role; another admin can.");
      case RoleOutcome.LastAdmin last -> Flash.refused(last.person().displayName() + LAST_ADMIN);
    };
  }
}
