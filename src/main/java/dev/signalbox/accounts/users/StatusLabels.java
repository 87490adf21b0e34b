package dev.signalbox.accounts.users;

import dev.signalbox.accounts.AccountStatus;
import dev.signalbox.web.StatusLabel;

/** Labels of the account statuses. */
final class StatusLabels {

  private StatusLabels() {}

  static StatusLabel of(AccountStatus status) {
    return switch (status) {
      case ACTIVE -> StatusLabel.ok("Active");
      case INACTIVE -> StatusLabel.off("Never signed in");
      case SUSPENDED -> StatusLabel.bad("Suspended");
      case SUSPENDED_NEW -> StatusLabel.waiting("Pending approval");
    };
  }

  /** The label of the filter for the status. */
  static String label(AccountStatus status) {
    return of(status).text();
  }
}
