package dev.signalbox.queue;

import dev.signalbox.web.TimestampView;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Summary line of the queue with the number of jobs per reason. */
final class QueueSummary {

  private QueueSummary() {}

  static Map<ReasonKind, Long> counts(List<ExplainedJob> queue) {
    Map<ReasonKind, Long> counts = new EnumMap<>(ReasonKind.class);
    queue.forEach(one -> counts.merge(one.kind(), 1L, Long::sum));
    return counts;
  }

  static String of(List<ExplainedJob> queue, Map<ReasonKind, Long> counts, Clock clock) {
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
