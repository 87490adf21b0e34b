package dev.signalbox.audit.search;

import dev.signalbox.audit.search.AuditPage.Overview;
import dev.signalbox.audit.search.EventCounts.Interval;
import dev.signalbox.web.ListUrl;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Counts events over time and by action, for the chart and the action tree. */
@Component
class HistogramService {

  private static final Instant EARLIEST = Instant.parse("2010-01-01T00:00:00Z");
  private static final Duration AHEAD = Duration.ofDays(1);

  private final EventCounts eventCounts;
  private final FilterResolver filterResolver;
  private final Clock clock;

  HistogramService(EventCounts eventCounts, FilterResolver filterResolver, Clock clock) {
    this.eventCounts = eventCounts;
    this.filterResolver = filterResolver;
    this.clock = clock;
  }

  /**
   * Returns the chart and the action tree of a filter. Both come from the same counts. The tree
   * shows every action with the number of events that the other filters match.
   */
  Overview of(ListUrl url, AuditFilter filter) {
    @Nullable Interval span = filter.isInvalid() ? null : span(filter);
    if (span == null) {
      return new Overview(null, ActionTree.of(List.of(), url));
    }
    TimeBuckets buckets = TimeBuckets.of(span);
    return counts(filter, buckets)
        .map(
            counts ->
                new Overview(
                    EventHistogram.of(
                        buckets, counts.stream().filter(filter::matches).toList(), false, url),
                    ActionTree.of(counts.stream().filter(filter::matchesOutcome).toList(), url)))
        .orElseGet(
            () -> {
              List<EventCount> all = eventCounts.of(buckets);
              return new Overview(
                  EventHistogram.of(buckets, all, true, url), ActionTree.withoutCounts(all, url));
            });
  }

  /**
   * Counts the events that match the filter except for action and outcome, or returns empty if they
   * can't be counted quickly.
   */
  private Optional<List<EventCount>> counts(AuditFilter filter, TimeBuckets buckets) {
    if (filter.isCoveredByCounts()) {
      return Optional.of(eventCounts.of(buckets));
    }
    EventConditions conditions = filterResolver.resolve(filter.ofAnyActionAndOutcome());
    if (conditions.matchesNothing()) {
      return Optional.of(List.of());
    }
    return conditions.keys() != null && conditions.rest().isEmpty()
        ? eventCounts.ofKeys(conditions.keys(), buckets)
        : Optional.empty();
  }

  private @Nullable Interval span(AuditFilter filter) {
    @Nullable Instant from = filter.from();
    @Nullable Instant until = filter.until();
    if (from == null || until == null) {
      Optional<Interval> countedRange = eventCounts.span();
      from = from != null ? from : countedRange.map(Interval::from).orElse(null);
      Instant now = clock.instant();
      until =
          until != null
              ? until
              : countedRange.map(Interval::until).filter(now::isBefore).orElse(now);
    }
    // ingestion rejects events outside these limits, so bars beyond them would be empty
    Instant latest = clock.instant().plus(AHEAD);
    Instant end = until.isAfter(latest) ? latest : until;
    @Nullable Instant begin = from != null && from.isBefore(EARLIEST) ? EARLIEST : from;
    return begin == null || !begin.isBefore(end) ? null : new Interval(begin, end);
  }
}
