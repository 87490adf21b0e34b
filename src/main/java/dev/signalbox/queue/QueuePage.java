package dev.signalbox.queue;

import dev.signalbox.nomad.Resources;
import dev.signalbox.nomad.ui.NomadLinks;
import dev.signalbox.nomad.ui.NotSyncedYet;
import dev.signalbox.web.EmptyState;
import dev.signalbox.web.FilterChip;
import dev.signalbox.web.FreshnessBanner;
import dev.signalbox.web.ListPage;
import dev.signalbox.web.ListUrl;
import dev.signalbox.web.Sparkline;
import dev.signalbox.web.TimestampView;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * View model of the queue.
 *
 * @param classes resource classes of the queued jobs, for the filter
 * @param missing additional clients that would place the queued jobs
 * @param missingUnknown text about builds of unknown size, or null if there are none
 * @param trend chart of the queue length, or null before the first minute
 */
record QueuePage(
    String summary,
    List<FilterChip> chips,
    ListUrl url,
    List<String> classes,
    boolean filtered,
    List<CapacitySuggestion> missing,
    @Nullable String missingUnknown,
    @Nullable Sparkline trend,
    ListPage<QueueRow> jobs,
    @Nullable EmptyState empty,
    FreshnessBanner syncStatus) {

  static final int ROWS = 50;

  private static final int MAX_SUGGESTIONS = 5;

  /** Data of the page besides its URL. */
  record QueueData(
      List<ExplainedJob> queue,
      MissingCapacity missing,
      @Nullable Sparkline trend,
      Function<Resources, String> sizeNames,
      boolean unsynced,
      FreshnessBanner syncStatus) {}

  static QueuePage of(ListUrl url, QueueData from, Clock clock) {
    List<ExplainedJob> queue = from.queue();
    QueueFilter filter = QueueFilter.of(url.isInvalid() ? url.cleared() : url);
    Function<Resources, String> sizeNames = from.sizeNames();
    List<ExplainedJob> matching =
        url.isInvalid()
            ? List.of()
            : filter.isEmpty()
                ? queue
                : queue.stream().filter(one -> filter.matches(one, sizeNames)).toList();
    ListPage<ExplainedJob> rows = QueueCursor.page(url, matching, ROWS);
    List<QueueRow> lines =
        rows.items().stream().map(one -> QueueRow.of(one, sizeNames, clock)).toList();
    Map<ReasonKind, Long> counts = counts(queue);
    return new QueuePage(
        from.unsynced() ? NotSyncedYet.SUMMARY : summary(queue, counts, clock),
        reasonChips(url, queue.size(), counts),
        url,
        classes(queue, sizeNames),
        url.isInvalid() || !filter.isEmpty(),
        from.missing().additions().stream()
            .limit(MAX_SUGGESTIONS)
            .map(CapacitySuggestion::of)
            .toList(),
        unknownSizeText(from.missing().unknown()),
        from.trend(),
        new ListPage<>(lines, rows.previous(), rows.next()),
        from.unsynced()
            ? NotSyncedYet.empty(from.syncStatus())
            : lines.isEmpty() ? empty(filter, url) : null,
        from.syncStatus());
  }

  /** Returns all categories of reasons, for their definitions. */
  public List<ReasonKind> reasonKinds() {
    return List.of(ReasonKind.values());
  }

  /** Returns the URL of the CSV file with the same jobs. */
  public String download() {
    return new ListUrl("/nomad/queue.csv", url.with("before", null).parameters()).toString();
  }

  private static List<FilterChip> reasonChips(ListUrl url, int all, Map<ReasonKind, Long> counts) {
    List<FilterChip> chips = new ArrayList<>();
    chips.add(
        new FilterChip(
            "All", (long) all, url.with("reason", null).toString(), url.value("reason").isEmpty()));
    Arrays.stream(ReasonKind.values())
        .filter(kind -> counts.containsKey(kind) || url.has("reason", kind.key()))
        .map(
            kind ->
                new FilterChip(
                    kind.label(),
                    counts.getOrDefault(kind, 0L),
                    url.with("reason", kind.key()).toString(),
                    url.has("reason", kind.key())))
        .forEach(chips::add);
    return chips;
  }

  private static List<String> classes(
      List<ExplainedJob> queue, Function<Resources, String> sizeNames) {
    TreeSet<String> names = new TreeSet<>();
    queue.stream()
        .filter(ExplainedJob::isSizeKnown)
        .map(ExplainedJob::requested)
        .distinct()
        .map(sizeNames)
        .forEach(names::add);
    return List.copyOf(names);
  }

  private static @Nullable String unknownSizeText(int number) {
    return number == 0
        ? null
        : number == 1
            ? "1 more build: size not known yet."
            : "%,d more builds: size not known yet.".formatted(number);
  }

  private static EmptyState empty(QueueFilter filter, ListUrl url) {
    if (url.isInvalid()) {
      return EmptyState.ofInvalidFilter(url);
    }
    return filter.isEmpty()
        ? new EmptyState(
            "Queue is empty",
            "Jobs that can't be placed show up here with the reason.",
            "Show all jobs",
            "/nomad/jobs")
        : new EmptyState(
            "No job matches these filters",
            "Change or clear the filters to see other queued jobs.",
            "Clear filters",
            url.cleared().toString());
  }

  /**
   * Row of the queue.
   *
   * @param queuedFor time in the queue, such as {@code 2 h 23 min}
   */
  public record QueueRow(
      String key,
      String name,
      String url,
      String detail,
      WaitingReasonText reason,
      String resources,
      int count,
      int priority,
      TimestampView since,
      String queuedFor) {

    static QueueRow of(ExplainedJob one, Function<Resources, String> sizeNames, Clock clock) {
      WaitingJob waiting = one.waiting();
      return new QueueRow(
          waiting.job().namespace() + "/" + waiting.job().id(),
          waiting.name(),
          NomadLinks.job(waiting.job()),
          waiting.job().id().equals(waiting.name())
              ? waiting.scope().description()
              : waiting.job().id() + " · " + waiting.scope().description(),
          WaitingReasonText.of(one.reason(), clock),
          resources(one, sizeNames),
          waiting.count(),
          waiting.priority(),
          TimestampView.of(waiting.since(), clock),
          TimestampView.formatDuration(Duration.between(waiting.since(), clock.instant())));
    }

    private static String resources(ExplainedJob one, Function<Resources, String> sizeNames) {
      if (one.isSizeKnown()) {
        return sizeNames.apply(one.requested());
      }
      return one.requested().equals(Resources.NONE)
          ? "unknown"
          : WaitingReasonText.size(one.requested());
    }
  }

  /** Effect of adding clients of one type. */
  record CapacitySuggestion(String title, String effect, String size) {

    static CapacitySuggestion of(MissingCapacity.AddedClients kind) {
      String effect =
          kind.notPlaced() == 0
              ? kind.placed() == 1
                  ? "places 1 queued build"
                  : "places all %,d queued builds".formatted(kind.placed())
              : "places %,d of %,d queued builds"
                  .formatted(kind.placed(), kind.placed() + kind.notPlaced());
      MissingCapacity.ClientType type = kind.type();
      return new CapacitySuggestion(
          "Add %,d × %s".formatted(kind.clients(), type.name()),
          effect,
          "%s schedulable, like %s"
              .formatted(WaitingReasonText.size(type.size()), type.example().name()));
    }
  }

  private static Map<ReasonKind, Long> counts(List<ExplainedJob> queue) {
    Map<ReasonKind, Long> counts = new EnumMap<>(ReasonKind.class);
    queue.forEach(one -> counts.merge(one.kind(), 1L, Long::sum));
    return counts;
  }

  private static String summary(
      List<ExplainedJob> queue, Map<ReasonKind, Long> counts, Clock clock) {
    if (queue.isEmpty()) {
      return "Queue is empty";
    }
    Instant oldest =
        queue.stream()
            .map(one -> one.waiting().since())
            .min(Comparator.naturalOrder())
            .orElseThrow();
    List<String> parts = new ArrayList<>();
    parts.add(
        "%,d queued, longest %s"
            .formatted(
                queue.size(),
                TimestampView.formatDuration(Duration.between(oldest, clock.instant()))));
    counts.forEach(
        (kind, number) ->
            parts.add("%,d %s".formatted(number, kind.label().toLowerCase(Locale.ROOT))));
    return String.join(" · ", parts);
  }
}
