package dev.signalbox.nomad.queue;

import dev.signalbox.nomad.NomadCluster;
import dev.signalbox.nomad.Trust;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** How many waited in each minute of the last hour, kept in memory. */
@Component
class QueueTrend {

  static final int MINUTES = 60;

  private final NomadCluster cluster;
  private final Deque<Integer> minutes = new ArrayDeque<>();

  QueueTrend(NomadCluster cluster) {
    this.cluster = cluster;
  }

  @Scheduled(fixedRateString = "PT1M")
  void look() {
    Trust.State state = cluster.trust().state();
    if (state == Trust.State.LIVE || state == Trust.State.POLLING) {
      add(Queue.of(cluster.view()).size());
    }
  }

  private synchronized void add(int waiting) {
    minutes.addLast(waiting);
    if (minutes.size() > MINUTES) {
      minutes.removeFirst();
    }
  }

  /** Oldest first; shorter than an hour after a start. */
  synchronized List<Integer> minutes() {
    return List.copyOf(minutes);
  }
}
