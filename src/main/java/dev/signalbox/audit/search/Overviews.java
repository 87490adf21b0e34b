package dev.signalbox.audit.search;

import dev.signalbox.audit.search.AuditPage.Overview;
import dev.signalbox.audit.search.Tallies.Span;
import dev.signalbox.web.ListUrl;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Draws the picture over a list: how many events there were when, and of which action. */
@Component
class Overviews {

  private static final Instant EARLIEST = Instant.parse("2010-01-01T00:00:00Z");
  private static final Duration AHEAD = Duration.ofDays(1);

  private final Tallies tallies;
  private final Clock clock;

  Overviews(Tallies tallies, Clock clock) {
    this.tallies = tallies;
    this.clock = clock;
  }

  Overview of(ListUrl url, AuditFilter filter, Conditions conditions) {
    @Nullable Span span = span(filter);
    if (span == null) {
      return new Overview(null, ActionTree.of(List.of(), url));
    }
    Stretches stretches = Stretches.of(span);
    List<Tally> everything = tallies.of(stretches);
    return new Overview(
        histogram(url, filter, conditions, stretches, everything), ActionTree.of(everything, url));
  }

  private Histogram histogram(
      ListUrl url,
      AuditFilter filter,
      Conditions conditions,
      Stretches stretches,
      List<Tally> everything) {
    if (filter.isAnsweredByCounts()) {
      return Histogram.of(stretches, everything.stream().filter(filter::fits).toList(), false, url);
    }
    Optional<List<Tally>> counted =
        conditions.keys() != null && conditions.rest().isEmpty() && !conditions.nothing()
            ? tallies.ofKeys(conditions.keys(), stretches)
            : Optional.empty();
    return counted
        .map(own -> Histogram.of(stretches, own, false, url))
        .orElseGet(() -> Histogram.of(stretches, everything, true, url));
  }

  private @Nullable Span span(AuditFilter filter) {
    @Nullable Instant from = filter.from();
    @Nullable Instant until = filter.until();
    if (from == null || until == null) {
      Optional<Span> known = tallies.span();
      from = from != null ? from : known.map(Span::from).orElse(null);
      Instant now = clock.instant();
      until = until != null ? until : known.map(Span::until).filter(now::isBefore).orElse(now);
    }
    // no event is older or newer, and a bar for each of many years before would be none
    Instant latest = clock.instant().plus(AHEAD);
    Instant end = until.isAfter(latest) ? latest : until;
    @Nullable Instant begin = from != null && from.isBefore(EARLIEST) ? EARLIEST : from;
    return begin == null || !begin.isBefore(end) ? null : new Span(begin, end);
  }
}
