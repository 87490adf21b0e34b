package dev.signalbox.queue;

import static dev.signalbox.nomad.SnapshotBuilder.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.signalbox.nomad.JobKey;
import dev.signalbox.nomad.Resources;
import dev.signalbox.web.AttentionItem;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The queued jobs that need attention. */
class QueueAttentionTests {

  private static final PlacementScope SCOPE = new PlacementScope(List.of("default"), "default");

  @Test
  void callsTheReasonsOfQueuedJobsAsTheQueueDoes() {
    List<ExplainedJob> queue =
        List.of(
            queued("a", new WaitingReason.TooLarge(Resources.NONE, Resources.NONE, null)),
            queued("b", new WaitingReason.NoEligibleClient(SCOPE, null)),
            queued("c", new WaitingReason.ConstraintsFilterAll(3, List.of())));

    assertThat(QueueAttention.items(queue, Clock.fixed(NOW, ZoneOffset.UTC)))
        .extracting(item -> item.status().text(), AttentionItem::url)
        .containsExactly(
            tuple("Too large", "/nomad/queue?reason=never-fits"),
            tuple("No eligible client", "/nomad/queue?reason=no-client"),
            tuple("Constraint", "/nomad/queue?reason=ruled-out"));
  }

  private static ExplainedJob queued(String job, WaitingReason reason) {
    return new ExplainedJob(
        new WaitingJob(
            new JobKey("default", job), job, "batch", 50, SCOPE, NOW, 1, null, List.of(), 1),
        reason);
  }
}
