package dev.signalbox.nomad.queue;

import dev.signalbox.web.Moment;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The whole queue in one sentence, and how many wait for which reason. */
final class QueueTruth {

  private QueueTruth() {}

  static Map<ReasonKind, Long> counts(List<Explained> queue) {
    Map<ReasonKind, Long> counts = new EnumMap<>(ReasonKind.class);
    queue.forEach(one -> counts.merge(one.kind(), 1L, Long::sum));
    return counts;
  }

  static String of(List<Explained> queue, Map<ReasonKind, Long> counts, Clock clock) {
    if (queue.isEmpty()) {
      return "Nothing waits";
    }
    Instant oldest =
        queue.stream()
            .map(one -> one.waiting().since())
            .min(Comparator.naturalOrder())
            .orElseThrow();
    List<String> parts = new ArrayList<>();
    parts.add(
        queue.size()
            + " waiting, oldest "
            + Moment.length(Duration.between(oldest, clock.instant())));
    counts.forEach((kind, number) -> parts.add(number + " " + clause(kind, number == 1)));
    return String.join(" · ", parts);
  }

  private static String clause(ReasonKind kind, boolean one) {
    return switch (kind) {
      case NEVER_FITS -> one ? "never fits" : "never fit";
      case NO_CLIENT -> one ? "has no client" : "have no client";
      case RULED_OUT -> one ? "is ruled out everywhere" : "are ruled out everywhere";
      case QUOTA -> one ? "is over a quota" : "are over a quota";
      case SCHEDULER -> one ? "is not looked at" : "are not looked at";
      case NO_ROOM -> one ? "waits for room" : "wait for room";
      case LATER -> one ? "is tried again later" : "are tried again later";
      case UNTOLD -> one ? "for a reason not told" : "for reasons not told";
      case STARTING -> one ? "has just come" : "have just come";
    };
  }
}
