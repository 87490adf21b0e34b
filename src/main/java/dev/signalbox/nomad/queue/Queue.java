package dev.signalbox.nomad.queue;

import dev.signalbox.nomad.ClusterView;
import dev.signalbox.nomad.JobKey;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What waits in a view of the cluster, in the order in which it is placed as far as anybody can
 * tell: by priority, then by how long it waits. Why each waits is told by {@link WaitingReasons}.
 *
 * @param oldest since when the one waits that waits longest
 */
public record Queue(List<Waiting> waiting, Map<JobKey, Waiting> byJob, Optional<Instant> oldest) {

  static final Comparator<Waiting> ORDER =
      Comparator.comparingInt(Waiting::priority)
          .reversed()
          .thenComparingLong(Waiting::order)
          .thenComparing(Waiting::job);

  /** Made once for each view, however many ask. */
  public static Queue of(ClusterView view) {
    return view.derived(Queue.class, QueueReading::of);
  }

  /** How many jobs wait. */
  public int size() {
    return waiting.size();
  }

  public Optional<Waiting> of(JobKey job) {
    return Optional.ofNullable(byJob.get(job));
  }
}
