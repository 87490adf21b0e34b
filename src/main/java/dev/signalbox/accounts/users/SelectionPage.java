package dev.signalbox.accounts.users;

import dev.signalbox.accounts.AccountStatus;
import dev.signalbox.web.Confirm;
import dev.signalbox.web.Status;
import dev.signalbox.web.Visitor;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * What will happen to several people, before it does.
 *
 * @param title the act and how many
 * @param truth what follows for the licence
 */
record SelectionPage(String title, String truth, Confirm confirm, List<Line> people) {

  static SelectionPage suspending(List<PersonRow> people, UUID oneself, Seats seats) {
    long freed =
        people.stream()
            .filter(row -> row.status() == AccountStatus.ACTIVE && !row.id().equals(oneself))
            .count();
    String count = count(people);
    return new SelectionPage(
        "Suspend " + count,
        freed == 0
            ? "No seat becomes free"
            : "Frees " + freed + " of the seats: then " + seats.without(freed).words(),
        confirm(
            "suspensions",
            "post",
            count + " out at once, everywhere",
            "Their sessions, open pages and tokens end. They cannot sign in until an admin activates"
                + " them or the end you choose; at the door the reason is shown. Whoever cannot be"
                + " suspended is passed over and named.",
            "Suspend " + count,
            "user-off"),
        lines(people, row -> row.status() != AccountStatus.SUSPENDED && !row.id().equals(oneself)));
  }

  static SelectionPage activating(List<PersonRow> people, Seats seats) {
    long taken = people.stream().filter(row -> !row.status().mayEnter()).count();
    String count = count(people);
    return new SelectionPage(
        "Activate " + count,
        taken == 0 ? "No seat is taken" : "Then " + seats.without(-taken).words(),
        confirm(
            "suspensions",
            "delete",
            count + " may sign in again",
            "Each takes a seat. Nobody is signed in by this.",
            "Activate " + count,
            "user-check"),
        lines(people, row -> !row.status().mayEnter()));
  }

  static SelectionPage changingRole(List<PersonRow> people, UUID oneself) {
    String count = count(people);
    return new SelectionPage(
        "Change the role of " + count,
        "It holds from their next click on",
        confirm(
            "roles",
            "put",
            "Everybody here gets the same role",
            "They stay signed in. Your own role and that of the last active admin stay as they are.",
            "Give this role",
            "shield-check"),
        lines(people, row -> !row.id().equals(oneself)));
  }

  private static String count(List<PersonRow> people) {
    return people.size() == 1 ? people.getFirst().displayName() : people.size() + " people";
  }

  private static Confirm confirm(
      String resource,
      String method,
      String title,
      String consequence,
      String button,
      String icon) {
    return new Confirm(
        "/users/" + resource, method, title, consequence, button, icon, "/users", null, null);
  }

  private static List<Line> lines(List<PersonRow> people, Predicate<PersonRow> changes) {
    return people.stream().map(row -> Line.of(row, changes.test(row))).toList();
  }

  /**
   * One of them.
   *
   * @param changes whether there is anything to do
   */
  record Line(
      String id,
      String initials,
      String name,
      String login,
      String url,
      Status status,
      String role,
      boolean changes) {

    static Line of(PersonRow row, boolean changes) {
      return new Line(
          row.id().toString(),
          Visitor.initialsOf(row.displayName()),
          row.displayName(),
          row.login(),
          "/users/" + row.id(),
          StatusWords.of(row.status()),
          row.role().word(),
          changes);
    }
  }
}
