package dev.signalbox.accounts.users;

import dev.signalbox.accounts.AccountStatus;
import dev.signalbox.web.ActionButton;
import dev.signalbox.web.CurrentUser;
import dev.signalbox.web.EmptyState;
import dev.signalbox.web.FilterChip;
import dev.signalbox.web.ListPage;
import dev.signalbox.web.ListUrl;
import dev.signalbox.web.StatusLabel;
import dev.signalbox.web.TimestampView;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * View model of the users page.
 *
 * @param filtered whether a filter is set
 * @param actions the bulk actions
 * @param selectAll the option to select all pages, or null if there is only one
 */
record UsersPage(
    String summary,
    Seats seats,
    List<FilterChip> chips,
    ListUrl url,
    List<String> organizations,
    boolean filtered,
    BulkActions actions,
    @Nullable SelectAllOption selectAll,
    ListPage<Line> users,
    @Nullable EmptyState empty) {

  private static final Set<String> FILTERS = Set.of("state", "q", "role", "org", "idle");

  static UsersPage of(
      ListUrl url,
      UserListing listing,
      @Nullable Integer seats,
      CurrentUser currentUser,
      Clock clock) {
    ListPage<UserRow> rows = listing.users();
    Map<AccountStatus, Long> counts = listing.counts();
    List<Line> lines = rows.items().stream().map(row -> Line.of(row, clock)).toList();
    return new UsersPage(
        summary(counts),
        new Seats(counts.getOrDefault(AccountStatus.ACTIVE, 0L), seats),
        chips(url, counts),
        url,
        listing.organizations(),
        url.parameters().keySet().stream().anyMatch(FILTERS::contains),
        BulkActions.of(currentUser),
        rows.isOnlyPage() ? null : SelectAllOption.of(url, listing.matching()),
        new ListPage<>(lines, rows.previous(), rows.next()),
        lines.isEmpty() ? empty(url) : null);
  }

  /** The URL of the same list as CSV. */
  public String download() {
    return new ListUrl("/users.csv", url.with("before", null).parameters()).toString();
  }

  /** Returns the headline of the users page. */
  static String summary(Map<AccountStatus, Long> counts) {
    long active = counts.getOrDefault(AccountStatus.ACTIVE, 0L);
    long pending = counts.getOrDefault(AccountStatus.SUSPENDED_NEW, 0L);
    long suspended = counts.getOrDefault(AccountStatus.SUSPENDED, 0L);
    return "%,d active · %,d suspended · %,d pending approval"
        .formatted(active, suspended, pending);
  }

  private static List<FilterChip> chips(ListUrl url, Map<AccountStatus, Long> counts) {
    long all = counts.values().stream().mapToLong(Long::longValue).sum();
    FilterChip any =
        new FilterChip(
            "All", all, url.with("state", null).toString(), url.value("state").isEmpty());
    Stream<FilterChip> statuses =
        Arrays.stream(AccountStatus.values())
            .map(
                status ->
                    new FilterChip(
                        StatusLabels.label(status),
                        counts.getOrDefault(status, 0L),
                        url.with("state", status.name()).toString(),
                        url.has("state", status.name())));
    return Stream.concat(Stream.of(any), statuses).toList();
  }

  private static EmptyState empty(ListUrl url) {
    if (url.isInvalid()) {
      return EmptyState.ofInvalidFilter(url);
    }
    return url.parameters().isEmpty()
        ? new EmptyState("No users yet", "Users appear here after their first sign-in.", null, null)
        : new EmptyState(
            "No users match these filters",
            "Change or clear the filters to see other users.",
            "Clear filters",
            url.cleared().toString());
  }

  /** The bulk actions; disabled, with the reason, for viewers. */
  record BulkActions(ActionButton suspend, ActionButton activate, ActionButton changeRole) {

    static BulkActions of(CurrentUser currentUser) {
      return new BulkActions(
          ActionButton.of("Suspend", currentUser, null),
          ActionButton.of("Activate", currentUser, null),
          ActionButton.of("Change role", currentUser, null));
    }
  }

  /** Selects the users on all pages of the list. */
  record SelectAllOption(String list, String label) {

    static SelectAllOption of(ListUrl url, int matching) {
      String users =
          url.parameters().keySet().stream().anyMatch(FILTERS::contains)
              ? " matching users"
              : " users";
      return new SelectAllOption(
          url.with("after", null).toString(),
          matching > SelectionForm.MAX_USERS
              ? "First " + SelectionForm.MAX_USERS + users
              : "All " + matching + users);
    }
  }

  /** A user in the list. */
  public record Line(
      String id,
      String initials,
      String name,
      String login,
      String url,
      StatusLabel status,
      TimestampView since,
      @Nullable String by,
      String role,
      @Nullable String organizations,
      TimestampView firstSeen,
      @Nullable TimestampView lastSeen,
      int signIns) {

    static Line of(UserRow row, Clock clock) {
      return new Line(
          row.id().toString(),
          CurrentUser.initialsOf(row.displayName()),
          row.displayName(),
          row.login(),
          "/users/" + row.id(),
          StatusLabels.of(row.status()),
          TimestampView.of(row.statusSince(), clock),
          row.statusBy(),
          row.role().label(),
          row.organizations(),
          TimestampView.of(row.firstSeen(), clock),
          TimestampView.ofNullable(row.lastSeen(), clock),
          row.signIns());
    }
  }
}
