package dev.signalbox.audit.search;

import dev.signalbox.audit.search.EventSearch.Found;
import dev.signalbox.audit.search.SavedFilters.Saved;
import dev.signalbox.web.Chip;
import dev.signalbox.web.Empty;
import dev.signalbox.web.ListUrl;
import dev.signalbox.web.Moment;
import dev.signalbox.web.PageOf;
import dev.signalbox.web.Status;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The audit log, ready to print.
 *
 * @param url the list as it is shown, with all its filters
 * @param pinned the filters that no field of the form shows, to be kept when it is sent
 * @param notes what the list does not show though it would fit
 * @param searched how far a search came that gave up for now, or null
 */
record AuditPage(
    String truth,
    ListUrl url,
    List<Chip> ranges,
    Map<String, String> problems,
    Map<String, String> pinned,
    @Nullable Histogram histogram,
    ActionTree actions,
    PageOf<Line> events,
    Notes notes,
    @Nullable Searched searched,
    List<Saved> saved,
    boolean filtered,
    @Nullable Empty empty) {

  static final int PAGE = 50;

  static AuditPage of(
      ListUrl url,
      AuditFilter filter,
      Found found,
      Overview overview,
      Notes notes,
      List<Saved> saved,
      Clock clock) {
    boolean back = !url.value("after").isEmpty();
    List<EventLine> rows = back ? found.events().reversed() : found.events();
    boolean more = rows.size() > PAGE;
    List<EventLine> shown =
        !more ? rows : back ? rows.subList(1, rows.size()) : rows.subList(0, PAGE);
    boolean newer = back ? more : !url.value("before").isEmpty();
    boolean older = back || more;
    boolean filtered = !url.with("x", null).parameters().isEmpty();
    return new AuditPage(
        truth(overview, shown, filtered, notes),
        url,
        ranges(url),
        filter.problems(),
        pinned(url),
        overview.histogram(),
        overview.actions(),
        new PageOf<>(
            shown.stream().map(event -> Line.of(event, clock)).toList(),
            newer && !shown.isEmpty()
                ? url.at("after", Place.of(shown.getFirst()).toString()).toString()
                : null,
            older && !shown.isEmpty()
                ? url.at("before", Place.of(shown.getLast()).toString()).toString()
                : null),
        notes,
        Searched.of(found, url, clock),
        saved,
        filtered,
        shown.isEmpty() && found.searchedTo() == null ? empty(filtered, notes, url) : null);
  }

  /** The address of the page that offers these events as a file. */
  public String download() {
    return new ListUrl("/audit/downloads", url.with("x", null).parameters()).toString();
  }

  /** The address of the page that keeps this filter. */
  public String keep() {
    String list = url.with("x", null).toString();
    int question = list.indexOf('?');
    return new ListUrl(
            "/audit/filters",
            question < 0 ? Map.of() : Map.of("query", list.substring(question + 1)))
        .toString();
  }

  private static List<Chip> ranges(ListUrl url) {
    boolean exact = !url.value("from").isEmpty() || !url.value("until").isEmpty();
    ListUrl anyTime = url.with("from", null).with("until", null);
    List<Chip> ranges = new ArrayList<>();
    ranges.add(
        new Chip(
            "All time",
            null,
            anyTime.with("range", null).toString(),
            !exact && Range.named(url.value("range")) == null));
    for (Range range : Range.values()) {
      ranges.add(
          new Chip(
              range.words(),
              null,
              anyTime.with("range", range.key()).toString(),
              !exact && url.has("range", range.key())));
    }
    return ranges;
  }

  private static Map<String, String> pinned(ListUrl url) {
    return url.value("range").isEmpty() ? Map.of() : Map.of("range", url.value("range"));
  }

  private static String truth(
      Overview overview, List<EventLine> shown, boolean filtered, Notes notes) {
    if (shown.isEmpty()) {
      return notes.archived()
          ? "Nothing in the database fits the filter; the archive holds more"
          : filtered ? "No event fits the filter" : "No event yet";
    }
    if (overview.histogram() != null && !overview.histogram().ofAll()) {
      return "Newest first · " + overview.histogram().summary();
    }
    return "Newest first";
  }

  private static Empty empty(boolean filtered, Notes notes, ListUrl url) {
    if (notes.archived()) {
      return new Empty(
          "Nothing in the database fits this filter",
          "What is older may be in the archive.",
          "See the archived months",
          "/audit/archives");
    }
    return filtered
        ? new Empty(
            "No event fits this filter",
            "There may be others.",
            "Clear the filter",
            url.cleared().toString())
        : new Empty(
            "Nothing has happened yet", "Every change stands here from now on.", null, null);
  }

  static Status outcome(boolean success) {
    return success ? Status.ok("Done") : Status.bad("Failed");
  }

  /** What the counts say about the range. */
  record Overview(@Nullable Histogram histogram, ActionTree actions) {}

  /**
   * How far a search came.
   *
   * @param to the oldest moment that was looked at, or null when not even the newest could be
   * @param url where it goes on
   */
  record Searched(@Nullable Moment to, String url) {

    static @Nullable Searched of(Found found, ListUrl url, Clock clock) {
      Place edge = found.searchedTo();
      return edge == null
          ? null
          : new Searched(
              edge.equals(Place.NEWEST) ? null : Moment.of(edge.at(), clock),
              url.at(url.value("after").isEmpty() ? "before" : "after", edge.toString())
                  .toString());
    }
  }

  /** One event in the list. */
  public record Line(
      String id,
      String url,
      String action,
      String means,
      String actor,
      String target,
      String targetType,
      Moment at,
      Status outcome) {

    static Line of(EventLine event, Clock clock) {
      return new Line(
          event.id().toString(),
          "/audit/" + event.id(),
          event.action(),
          KnownActions.description(event.action()),
          event.actor(),
          event.target(),
          event.targetType(),
          Moment.of(event.at(), clock),
          AuditPage.outcome(event.success()));
    }
  }
}
