package dev.signalbox.audit.search;

import dev.signalbox.audit.seal.IntegrityStatus;
import dev.signalbox.audit.seal.VerificationScheduler;
import dev.signalbox.audit.search.EventCounts.Interval;
import dev.signalbox.web.Sparkline;
import dev.signalbox.web.StatusLabel;
import dev.signalbox.web.SummaryPanel;
import dev.signalbox.web.SummaryPanel.Figure;
import dev.signalbox.web.SummaryPanelSource;
import dev.signalbox.web.TimestampView;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Panel of the audit log: events per hour and the integrity. */
@Component
@Order(50)
class AuditSummaryPanel implements SummaryPanelSource {

  private static final Duration HOUR = Duration.ofHours(1);
  private static final int HOURS = 24;

  private final EventCounts counts;
  private final VerificationScheduler verification;
  private final Clock clock;

  AuditSummaryPanel(EventCounts counts, VerificationScheduler verification, Clock clock) {
    this.counts = counts;
    this.verification = verification;
    this.clock = clock;
  }

  @Override
  public Header header() {
    return new Header("audit", "Audit log", "audit", "View audit log", "/audit");
  }

  @Override
  public SummaryPanel panel() {
    Instant until = clock.instant().truncatedTo(ChronoUnit.HOURS).plus(HOUR);
    Interval day = new Interval(until.minus(HOUR.multipliedBy(HOURS)), until);
    TimeBuckets buckets = new TimeBuckets(day, HOUR);
    List<EventCount> events = counts.of(buckets);
    Map<Instant, Long> byHour =
        events.stream()
            .collect(
                Collectors.groupingBy(
                    EventCount::from, Collectors.summingLong(EventCount::events)));
    List<Long> values =
        buckets.all().stream().map(hour -> byHour.getOrDefault(hour.from(), 0L)).toList();
    IntegrityStatus integrity = verification.status();
    return SummaryPanel.ofFigures(
            new Figure(
                "Events",
                "%,d".formatted(values.stream().mapToLong(Long::longValue).sum()),
                "in 24 hours",
                "/audit?range=24h"),
            new Figure(
                "Failed", "%,d".formatted(failed(events)), null, "/audit?range=24h&outcome=failed"),
            verifiedUpTo(integrity))
        .withStatus(
            integrity.findings() == 0
                ? null
                : StatusLabel.bad(
                    integrity.findings() == 1
                        ? "1 finding"
                        : "%,d findings".formatted(integrity.findings())))
        .withTrend(
            Sparkline.of(
                values,
                HOURS,
                Sparkline.range(values, "event", "events") + " per hour over the last 24 hours"));
  }

  private static long failed(List<EventCount> events) {
    return events.stream().filter(count -> !count.success()).mapToLong(EventCount::events).sum();
  }

  private Figure verifiedUpTo(IntegrityStatus integrity) {
    @Nullable Instant upTo = integrity.verifiedUpTo();
    return upTo == null
        ? new Figure("Verified up to", "Not yet", "within minutes", "/audit/integrity")
        : new Figure(
            "Verified up to",
            TimestampView.timeOfDay(upTo),
            TimestampView.day(upTo),
            "/audit/integrity",
            true);
  }
}
