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
  private final Clock clock;

  HistogramService(EventCounts eventCounts, Clock clock) {
    this.eventCounts = eventCounts;
    this.clock = clock;
  }

  Overview of(ListUrl url, AuditFilter filter, EventConditions conditions) {
    @Nullable Interval span = filter.isInvalid() ? null : span(filter);
    if (span == null) {
      return new Overview(null, ActionTree.of(List.of(), url));
    }
    TimeBuckets buckets = TimeBuckets.of(span);
    List<EventCount> allCounts = eventCounts.of(buckets);
    return new Overview(
        histogram(url, filter, conditions, buckets, allCounts), ActionTree.of(allCounts, url));
  }

  private EventHistogram histogram(
      ListUrl url,
      AuditFilter filter,
      EventConditions conditions,
      TimeBuckets buckets,
      List<EventCount> allCounts) {
    if (filter.isCoveredByCounts()) {
      return EventHistogram.of(
          buckets, allCounts.stream().filter(filter::matches).toList(), false, url);
    }
    Optional<List<EventCount>> counted =
        conditions.keys() != null && conditions.rest().isEmpty() && !conditions.matchesNothing()
            ? eventCounts.ofKeys(conditions.keys(), buckets)
            : Optional.empty();
    return counted
        .map(matching -> EventHistogram.of(buckets, matching, false, url))
        .orElseGet(() -> EventHistogram.of(buckets, allCounts, true, url));
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
