package dev.signalbox.queue;

import dev.signalbox.nomad.ClusterState;
import dev.signalbox.web.AttentionSource;
import dev.signalbox.web.Section;
import dev.signalbox.web.TimestampView;
import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Counts the queued jobs for the navigation and the overview. */
@Component
class QueueAttention implements AttentionSource {

  private final ClusterState cluster;
  private final Clock clock;

  QueueAttention(ClusterState cluster, Clock clock) {
    this.cluster = cluster;
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
  public int count() {
    return JobQueue.of(cluster.snapshot()).size();
  }

  @Override
  public String sentence(int waiting) {
    String longest =
        JobQueue.of(cluster.snapshot())
            .oldest()
            .map(since -> TimestampView.formatDuration(Duration.between(since, clock.instant())))
            .orElse("");
    if (waiting == 1) {
      return longest.isEmpty() ? "1 job is queued" : "1 job is queued, for " + longest;
    }
    String queued = "%,d jobs are queued".formatted(waiting);
    return longest.isEmpty() ? queued : queued + ", longest for " + longest;
  }
}
