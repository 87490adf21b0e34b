package dev.signalbox.accounts.users;

import dev.signalbox.web.FlashMessage;

/** Result messages, shared by single and bulk actions. */
final class OutcomeMessages {

  private static final String LAST_ADMIN =
      " is the last active admin. Promote another admin first.";

  private OutcomeMessages() {}

  static FlashMessage suspended(SuspensionOutcome outcome) {
    return switch (outcome) {
      case SuspensionOutcome.Done done ->
          FlashMessage.success(
              done.user().displayName() + " is suspended and signed out everywhere.");
      case SuspensionOutcome.NoChange already ->
          FlashMessage.error(already.user().displayName() + " was already suspended.");
      case SuspensionOutcome.OwnAccount own -> FlashMessage.error("You can't suspend yourself.");
      case SuspensionOutcome.LastAdmin last ->
          FlashMessage.error(last.user().displayName() + LAST_ADMIN);
    };
  }

  static FlashMessage activated(SuspensionOutcome outcome) {
    return switch (outcome) {
      case SuspensionOutcome.Done done ->
          FlashMessage.success(done.user().displayName() + " is active again.");
      case SuspensionOutcome.NoChange already ->
          FlashMessage.error(already.user().displayName() + " was already active.");
      case SuspensionOutcome.OwnAccount own -> FlashMessage.error("You are already active.");
      case SuspensionOutcome.LastAdmin last ->
          FlashMessage.error(last.user().displayName() + " was already active.");
    };
  }

  static FlashMessage changed(RoleOutcome outcome) {
    return switch (outcome) {
      case RoleOutcome.Done done ->
          FlashMessage.success(done.user().displayName() + " is now " + done.role().label() + ".");
      case RoleOutcome.NoChange already ->
          FlashMessage.error(already.user().displayName() + " already had this role.");
      case RoleOutcome.OwnAccount own -> FlashMessage.error("You can't change your own role.");
      case RoleOutcome.LastAdmin last -> FlashMessage.error(last.user().displayName() + LAST_ADMIN);
    };
  }
}
