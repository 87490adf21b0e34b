package dev.signalbox.queue;

import dev.signalbox.nomad.ClusterState;
import dev.signalbox.nomad.SyncStatus;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Queue length per minute over the last hour, in memory. */
@Component
class QueueTrend {

  static final int MINUTES = 60;

  private final ClusterState cluster;
  private final Deque<Integer> minutes = new ArrayDeque<>();

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

  private synchronized void add(int waiting) {
    minutes.addLast(waiting);
    if (minutes.size() > MINUTES) {
      minutes.removeFirst();
    }
  }

  /** Returns the samples, oldest first; fewer than 60 in the first hour after the start. */
  synchronized List<Integer> minutes() {
    return List.copyOf(minutes);
  }
}
