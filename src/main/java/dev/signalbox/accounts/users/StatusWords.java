package dev.signalbox.accounts.users;

import dev.signalbox.accounts.AccountStatus;
import dev.signalbox.web.Status;

/** The four windows in the operator's words. */
final class StatusWords {

  private StatusWords() {}

  static Status of(AccountStatus status) {
    return switch (status) {
      case ACTIVE -> Status.ok("Active");
      case INACTIVE -> Status.off("Never signed in");
      case SUSPENDED -> Status.bad("Suspended");
      case SUSPENDED_NEW -> Status.waiting("Waits for activation");
    };
  }

  static String window(AccountStatus status) {
    return switch (status) {
      case ACTIVE -> "Active";
      case INACTIVE -> "Inactive";
      case SUSPENDED -> "Suspended";
      case SUSPENDED_NEW -> "Suspended new users";
    };
  }
}
