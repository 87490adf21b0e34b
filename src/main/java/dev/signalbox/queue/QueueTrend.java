package dev.signalbox.queue;

import dev.signalbox.nomad.ClusterState;
import dev.signalbox.nomad.SyncStatus;
import dev.signalbox.web.Sparkline;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Queue length per minute over the last hour, in memory. */
@Component
public class QueueTrend {

  static final int MINUTES = 60;

  private final ClusterState cluster;
  private final Deque<Long> minutes = new ArrayDeque<>();

  QueueTrend(ClusterState cluster) {
    this.cluster = cluster;
  }

  @Scheduled(fixedRateString = "PT1M")
  void sample() {
    SyncStatus.State state = cluster.syncStatus().state();
    if (state == SyncStatus.State.LIVE || state == SyncStatus.State.POLLING) {
      add(JobQueue.of(cluster.snapshot()).size());
    }
  }

  private synchronized void add(long waiting) {
    minutes.addLast(waiting);
    if (minutes.size() > MINUTES) {
      minutes.removeFirst();
    }
  }

  /** Returns the chart of the queue length, or null in the first minute after the start. */
  public @Nullable Sparkline chart() {
    List<Long> samples = minutes();
    return samples.isEmpty() ? null : chart(samples);
  }

  static Sparkline chart(List<Long> samples) {
    String period =
        samples.size() >= MINUTES
            ? "over the last hour"
            : "over the last " + samples.size() + " min";
    return Sparkline.of(samples, MINUTES, Sparkline.range(samples, "job", "jobs") + " " + period);
  }

  private synchronized List<Long> minutes() {
    return List.copyOf(minutes);
  }
}
