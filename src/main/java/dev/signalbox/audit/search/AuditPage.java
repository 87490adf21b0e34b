package dev.signalbox.audit.search;

import dev.signalbox.audit.search.EventSearch.SearchResult;
import dev.signalbox.audit.search.SavedFilters.Saved;
import dev.signalbox.web.EmptyState;
import dev.signalbox.web.FilterChip;
import dev.signalbox.web.ListPage;
import dev.signalbox.web.ListUrl;
import dev.signalbox.web.StatusLabel;
import dev.signalbox.web.TimestampView;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Model of the audit log page.
 *
 * @param url the current list with all its filters
 * @param hiddenFields the filters without a form field, sent as hidden fields
 * @param notes events that match but are not listed
 * @param searched how far a search that timed out came, or null
 */
record AuditPage(
    String summary,
    ListUrl url,
    List<FilterChip> ranges,
    Map<String, String> problems,
    Map<String, String> hiddenFields,
    @Nullable EventHistogram histogram,
    ActionTree actions,
    ListPage<Line> events,
    ResultNotes notes,
    @Nullable Searched searched,
    List<Saved> saved,
    boolean filtered,
    @Nullable EmptyState empty) {

  static final int PAGE_SIZE = 50;

  static AuditPage of(
      ListUrl url,
      AuditFilter filter,
      SearchResult found,
      Overview overview,
      ResultNotes notes,
      List<Saved> saved,
      Clock clock) {
    boolean back = !url.value("after").isEmpty();
    List<EventSummary> rows = back ? found.events().reversed() : found.events();
    boolean more = rows.size() > PAGE_SIZE;
    List<EventSummary> shown =
        !more ? rows : back ? rows.subList(1, rows.size()) : rows.subList(0, PAGE_SIZE);
    boolean newer = back ? more : !url.value("before").isEmpty();
    boolean older = back || more;
    boolean filtered = !url.with("x", null).parameters().isEmpty();
    return new AuditPage(
        found.searchedTo() != null
            ? "Search incomplete: not all events were checked"
            : summary(overview, shown, filtered, notes),
        url,
        ranges(url),
        filter.problems(),
        hiddenFields(url),
        overview.histogram(),
        overview.actions(),
        new ListPage<>(
            shown.stream().map(event -> Line.of(event, clock)).toList(),
            newer && !shown.isEmpty()
                ? url.at("after", Cursor.of(shown.getFirst()).toString()).toString()
                : null,
            older && !shown.isEmpty()
                ? url.at("before", Cursor.of(shown.getLast()).toString()).toString()
                : null),
        notes,
        Searched.of(found, url, clock),
        saved,
        filtered,
        filter.isInvalid()
            ? EmptyState.ofInvalidFilter(url)
            : shown.isEmpty() && found.searchedTo() == null ? empty(filtered, notes, url) : null);
  }

  /** Returns the URL of the export page with these filters, or null if they are unreadable. */
  public @Nullable String download() {
    return !problems.isEmpty()
        ? null
        : new ListUrl("/audit/exports", url.with("x", null).parameters()).toString();
  }

  /** Returns the URL of the page that saves this filter. */
  public String saveUrl() {
    String list = url.with("x", null).toString();
    int question = list.indexOf('?');
    return new ListUrl(
            "/audit/filters",
            question < 0 ? Map.of() : Map.of("query", list.substring(question + 1)))
        .toString();
  }

  private static List<FilterChip> ranges(ListUrl url) {
    boolean exact = !url.value("from").isEmpty() || !url.value("until").isEmpty();
    ListUrl anyTime = url.with("from", null).with("until", null);
    List<FilterChip> ranges = new ArrayList<>();
    ranges.add(
        new FilterChip(
            "All time",
            null,
            anyTime.with("range", null).toString(),
            !exact && PresetRange.named(url.value("range")) == null));
    for (PresetRange range : PresetRange.values()) {
      ranges.add(
          new FilterChip(
              range.label(),
              null,
              anyTime.with("range", range.key()).toString(),
              !exact && url.has("range", range.key())));
    }
    return ranges;
  }

  private static Map<String, String> hiddenFields(ListUrl url) {
    return url.validValue("range").isEmpty() ? Map.of() : Map.of("range", url.value("range"));
  }

  private static String summary(
      Overview overview, List<EventSummary> shown, boolean filtered, ResultNotes notes) {
    if (shown.isEmpty()) {
      return notes.archived()
          ? "No matching events in the database; older months are archived"
          : filtered ? "No events match these filters" : "No events yet";
    }
    if (overview.histogram() != null && !overview.histogram().ofAll()) {
      return overview.histogram().summary();
    }
    return "Newest first";
  }

  private static EmptyState empty(boolean filtered, ResultNotes notes, ListUrl url) {
    if (notes.archived()) {
      return new EmptyState(
          "No matching events in the database",
          "Older events may be in the archive.",
          "Open the archive",
          "/audit/archives");
    }
    return filtered
        ? new EmptyState(
            "No events match these filters",
            "Change or clear the filters.",
            "Clear filters",
            url.cleared().toString())
        : new EmptyState("No events yet", "Every change is recorded here.", null, null);
  }

  static StatusLabel outcome(boolean success) {
    return success ? StatusLabel.ok("Done") : StatusLabel.bad("Failed");
  }

  /** The chart and the action tree of a time range. */
  record Overview(@Nullable EventHistogram histogram, ActionTree actions) {}

  /**
   * How far a search that timed out came.
   *
   * @param to the time of the oldest event checked, or null if none was checked
   * @param url continues the search
   */
  record Searched(@Nullable TimestampView to, String url) {

    static @Nullable Searched of(SearchResult found, ListUrl url, Clock clock) {
      Cursor edge = found.searchedTo();
      return edge == null
          ? null
          : new Searched(
              edge.equals(Cursor.NEWEST) ? null : TimestampView.of(edge.at(), clock),
              url.at(url.value("after").isEmpty() ? "before" : "after", edge.toString())
                  .toString());
    }
  }

  /**
   * One event in a list.
   *
   * @param sentence actor, verb and target; not escaped
   * @param sender the user who sent the event, or null
   */
  public record Line(
      String id,
      String url,
      String action,
      String sentence,
      String actor,
      String target,
      String targetType,
      TimestampView at,
      StatusLabel outcome,
      @Nullable String sender) {

    static Line of(EventSummary event, Clock clock) {
      return new Line(
          event.id().toString(),
          "/audit/" + event.id(),
          event.action(),
          KnownActions.sentence(event),
          event.actor(),
          event.target(),
          event.targetType(),
          TimestampView.of(event.at(), clock),
          AuditPage.outcome(event.success()),
          event.sender());
    }
  }
}
