package dev.signalbox.accounts.users;

import dev.signalbox.accounts.AccountStatus;
import dev.signalbox.web.Act;
import dev.signalbox.web.Chip;
import dev.signalbox.web.Empty;
import dev.signalbox.web.ListUrl;
import dev.signalbox.web.Moment;
import dev.signalbox.web.PageOf;
import dev.signalbox.web.Status;
import dev.signalbox.web.Visitor;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The list of people, ready to print.
 *
 * @param filtered whether less than everybody is asked for
 * @param acts what may be done with the chosen people
 * @param everybody choosing all pages at once, or null where this page is all there is
 */
record UsersPage(
    String truth,
    Seats seats,
    List<Chip> chips,
    ListUrl url,
    List<String> organizations,
    boolean filtered,
    Acts acts,
    @Nullable Everybody everybody,
    PageOf<Line> people,
    @Nullable Empty empty) {

  private static final Set<String> FILTERS = Set.of("state", "q", "role", "org", "idle");

  static UsersPage of(
      ListUrl url, Listing listing, @Nullable Integer seats, Visitor visitor, Clock clock) {
    PageOf<PersonRow> rows = listing.people();
    Map<AccountStatus, Long> counts = listing.counts();
    List<Line> lines = rows.items().stream().map(row -> Line.of(row, clock)).toList();
    return new UsersPage(
        truth(counts),
        new Seats(counts.getOrDefault(AccountStatus.ACTIVE, 0L), seats),
        chips(url, counts),
        url,
        listing.organizations(),
        url.parameters().keySet().stream().anyMatch(FILTERS::contains),
        Acts.of(visitor),
        rows.isAll() ? null : Everybody.of(url, listing.matching()),
        new PageOf<>(lines, rows.previous(), rows.next()),
        lines.isEmpty() ? empty(url) : null);
  }

  /** The same people as a file. */
  public String download() {
    return new ListUrl("/users.csv", url.with("before", null).parameters()).toString();
  }

  private static String truth(Map<AccountStatus, Long> counts) {
    long active = counts.getOrDefault(AccountStatus.ACTIVE, 0L);
    long waiting = counts.getOrDefault(AccountStatus.SUSPENDED_NEW, 0L);
    long suspended = counts.getOrDefault(AccountStatus.SUSPENDED, 0L);
    return "%d active · %d suspended · %s"
        .formatted(
            active,
            suspended,
            waiting == 0
                ? "nobody waits for activation"
                : waiting == 1 ? "1 waits for activation" : waiting + " wait for activation");
  }

  private static List<Chip> chips(ListUrl url, Map<AccountStatus, Long> counts) {
    long all = counts.values().stream().mapToLong(Long::longValue).sum();
    Chip everybody =
        new Chip("All", all, url.with("state", null).toString(), url.value("state").isEmpty());
    Stream<Chip> windows =
        Arrays.stream(AccountStatus.values())
            .map(
                status ->
                    new Chip(
                        StatusWords.window(status),
                        counts.getOrDefault(status, 0L),
                        url.with("state", status.name()).toString(),
                        url.has("state", status.name())));
    return Stream.concat(Stream.of(everybody), windows).toList();
  }

  private static Empty empty(ListUrl url) {
    return url.parameters().isEmpty()
        ? new Empty(
            "Nobody has signed in yet", "People appear here with their first sign-in.", null, null)
        : new Empty(
            "Nobody matches this filter",
            "There are people, but none of them fits.",
            "Clear the filter",
            url.cleared().toString());
  }

  /** What may be done with the ticked people; off, with the reason, for whoever only looks. */
  record Acts(Act suspend, Act activate, Act changeRole) {

    static Acts of(Visitor visitor) {
      return new Acts(
          Act.of("Suspend", visitor, null),
          Act.of("Activate", visitor, null),
          Act.of("Change the role", visitor, null));
    }
  }

  /** Everybody on all pages of the list. */
  record Everybody(String list, String label) {

    static Everybody of(ListUrl url, int matching) {
      String whom =
          url.parameters().keySet().stream().anyMatch(FILTERS::contains)
              ? " who match this filter"
              : "";
      return new Everybody(
          url.with("after", null).toString(),
          matching > SelectionForm.MOST
              ? "The first " + SelectionForm.MOST + whom
              : "All " + matching + whom);
    }
  }

  /** One person in the list. */
  public record Line(
      String id,
      String initials,
      String name,
      String login,
      String url,
      Status status,
      Moment since,
      @Nullable String by,
      String role,
      @Nullable String organizations,
      Moment firstSeen,
      @Nullable Moment lastSeen,
      int signIns) {

    static Line of(PersonRow row, Clock clock) {
      return new Line(
          row.id().toString(),
          Visitor.initialsOf(row.displayName()),
          row.displayName(),
          row.login(),
          "/users/" + row.id(),
          StatusWords.of(row.status()),
          Moment.of(row.statusSince(), clock),
          row.statusBy(),
          row.role().word(),
          row.organizations(),
          Moment.of(row.firstSeen(), clock),
          Moment.ofNullable(row.lastSeen(), clock),
          row.signIns());
    }
  }
}
