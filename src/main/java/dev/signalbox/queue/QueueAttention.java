package dev.signalbox.queue;

import dev.signalbox.nomad.ClusterState;
import dev.signalbox.web.AttentionItem;
import dev.signalbox.web.AttentionSource;
import dev.signalbox.web.Section;
import dev.signalbox.web.StatusLabel;
import dev.signalbox.web.TimestampView;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * The queued jobs for the navigation and the overview. The items count each job once: those that
 * can never be placed, those that match no client, by reason, and the others.
 */
@Component
class QueueAttention implements AttentionSource {

  private final WaitingReasons reasons;
  private final Clock clock;

  QueueAttention(WaitingReasons reasons, Clock clock) {
    this.reasons = reasons;
    this.clock = clock;
  }

  @Override
  public Section section() {
    return Section.QUEUE;
  }

  @Override
  public String topic() {
    return ClusterState.TOPIC;
  }

  @Override
  public List<AttentionItem> items() {
    return items(reasons.all(), clock);
  }

  static List<AttentionItem> items(List<ExplainedJob> queue, Clock clock) {
    List<ExplainedJob> tooLarge = ofKind(queue, EnumSet.of(ReasonKind.NEVER_FITS));
    List<ExplainedJob> others =
        ofKind(
            queue,
            EnumSet.complementOf(
                EnumSet.of(ReasonKind.NEVER_FITS, ReasonKind.RULED_OUT, ReasonKind.NO_CLIENT)));
    List<AttentionItem> items = new ArrayList<>();
    if (!tooLarge.isEmpty()) {
      items.add(
          AttentionItem.ofFailure(
              ReasonKind.NEVER_FITS.label(),
              tooLarge.size(),
              named(tooLarge, "can never be placed"),
              tooLarge.size() == 1
                  ? "It needs more than any client has."
                  : "They need more than any client has.",
              "Add a larger client, or lower the resources that the job requests.",
              "/nomad/queue?reason=" + ReasonKind.NEVER_FITS.key()));
    }
    addUnmatched(items, queue, ReasonKind.NO_CLIENT);
    addUnmatched(items, queue, ReasonKind.RULED_OUT);
    if (!others.isEmpty()) {
      items.add(
          new AttentionItem(
              AttentionItem.Level.NOTICE,
              StatusLabel.waiting("Queued"),
              others.size(),
              queued(others, items.isEmpty(), clock),
              null,
              "Add clients if the queue does not get shorter.",
              "/nomad/queue"));
    }
    return items;
  }

  private static List<ExplainedJob> ofKind(List<ExplainedJob> queue, Set<ReasonKind> kinds) {
    return queue.stream().filter(one -> kinds.contains(one.kind())).toList();
  }

  /** Returns "1 job can never be placed: api-tests". */
  private static String named(List<ExplainedJob> jobs, String condition) {
    return (jobs.size() == 1 ? "1 job " : "%,d jobs ".formatted(jobs.size()))
        + condition
        + (jobs.size() == 1 ? ": " + jobs.getFirst().waiting().name() : "");
  }

  private static void addUnmatched(
      List<AttentionItem> items, List<ExplainedJob> queue, ReasonKind kind) {
    List<ExplainedJob> jobs = ofKind(queue, EnumSet.of(kind));
    if (!jobs.isEmpty()) {
      items.add(
          AttentionItem.ofFailure(
              kind.label(),
              jobs.size(),
              named(jobs, jobs.size() == 1 ? "matches no client" : "match no client"),
              kind.definition(),
              "Add a client that matches, or change the constraints of the job.",
              "/nomad/queue?reason=" + kind.key()));
    }
  }

  private static String queued(List<ExplainedJob> jobs, boolean isAll, Clock clock) {
    String longest =
        jobs.stream()
            .map(one -> one.waiting().since())
            .min(Comparator.naturalOrder())
            .map(since -> TimestampView.formatDuration(Duration.between(since, clock.instant())))
            .orElse("");
    String kind = isAll ? "" : "other ";
    return jobs.size() == 1
        ? "1 " + kind + "job is queued, for " + longest
        : "%,d %sjobs are queued, longest for %s".formatted(jobs.size(), kind, longest);
  }
}
