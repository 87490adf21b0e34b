package dev.signalbox.accounts.users;

import dev.signalbox.accounts.AccountStatus;
import dev.signalbox.web.ConfirmPanel;
import dev.signalbox.web.CurrentUser;
import dev.signalbox.web.StatusLabel;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/**
 * View model of the confirmation page of a bulk action.
 *
 * @param title the action and the number of users
 * @param summary a summary of the effect, such as the seats that become free
 */
record SelectionPage(String title, String summary, ConfirmPanel confirm, List<Line> users) {

  static SelectionPage suspending(List<UserRow> users, UUID operatorId, Seats seats) {
    long freed =
        users.stream()
            .filter(row -> row.status() == AccountStatus.ACTIVE && !row.id().equals(operatorId))
            .count();
    String count = count(users);
    return new SelectionPage(
        "Suspend " + count,
        freed == 0
            ? "Frees no seats"
            : "Frees %s (%s)".formatted(seats(freed), seats.without(freed).afterwards()),
        confirm(
            "suspensions",
            "post",
            "Signed out everywhere immediately; tokens stop working",
            "They can't sign in until activated or until the end date. The reason is shown at"
                + " sign-in. Users who can't be suspended are skipped and listed.",
            "Suspend " + count,
            "user-off"),
        lines(
            users,
            "will be suspended",
            row ->
                row.id().equals(operatorId)
                    ? "your own account"
                    : row.status() == AccountStatus.SUSPENDED ? "already suspended" : ""));
  }

  static SelectionPage activating(List<UserRow> users, Seats seats) {
    long taken = users.stream().filter(row -> !row.status().canSignIn()).count();
    String count = count(users);
    return new SelectionPage(
        "Activate " + count,
        taken == 0
            ? "Uses no seats"
            : "Uses %s (%s)".formatted(seats(taken), seats.without(-taken).afterwards()),
        confirm(
            "suspensions",
            "delete",
            "They can sign in again",
            "Users who are already active are skipped and listed.",
            "Activate " + count,
            "user-check"),
        lines(users, "will be activated", row -> row.status().canSignIn() ? "already active" : ""));
  }

  static SelectionPage changingRole(List<UserRow> users, UUID operatorId) {
    String count = count(users);
    return new SelectionPage(
        "Change role for " + count,
        "Takes effect immediately",
        confirm(
            "roles",
            "put",
            "Set one role for all of them",
            "They stay signed in. Your own role and the last admin's are not changed.",
            "Change role",
            "shield-check"),
        lines(
            users,
            "will be changed",
            row -> row.id().equals(operatorId) ? "your own account" : ""));
  }

  private static String count(List<UserRow> users) {
    return users.size() == 1 ? users.getFirst().displayName() : users.size() + " users";
  }

  private static String seats(long number) {
    return number == 1 ? "1 seat" : number + " seats";
  }

  private static ConfirmPanel confirm(
      String resource,
      String method,
      String title,
      String consequence,
      String button,
      String icon) {
    return new ConfirmPanel(
        "/users/" + resource, method, title, consequence, button, icon, "/users", null, null);
  }

  private static List<Line> lines(
      List<UserRow> users, String effect, Function<UserRow, String> objection) {
    return users.stream()
        .map(
            row -> {
              String why = objection.apply(row);
              return Line.of(row, why.isEmpty() ? effect : "unchanged (" + why + ")");
            })
        .toList();
  }

  /**
   * A selected user.
   *
   * @param result what the action will do, such as "unchanged (already active)"
   */
  record Line(
      String id,
      String initials,
      String name,
      String login,
      String url,
      StatusLabel status,
      String role,
      String result) {

    static Line of(UserRow row, String result) {
      return new Line(
          row.id().toString(),
          CurrentUser.initialsOf(row.displayName()),
          row.displayName(),
          row.login(),
          "/users/" + row.id(),
          StatusLabels.of(row.status()),
          row.role().label(),
          result);
    }
  }
}
