package dev.signalbox.queue;

import dev.signalbox.nomad.ClusterSnapshot;
import dev.signalbox.nomad.JobKey;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Queued jobs of a snapshot in the order in which Nomad is expected to place them: by priority,
 * then by time in the queue. {@link WaitingReasons} explains why each one is queued.
 *
 * @param oldest when the job that is queued longest was queued
 */
public record JobQueue(
    List<WaitingJob> waiting, Map<JobKey, WaitingJob> byJob, Optional<Instant> oldest) {

  static final Comparator<WaitingJob> ORDER =
      Comparator.comparingInt(WaitingJob::priority)
          .reversed()
          .thenComparingLong(WaitingJob::order)
          .thenComparing(WaitingJob::job);

  /** Returns the queue of a snapshot; it is computed once per snapshot. */
  public static JobQueue of(ClusterSnapshot snapshot) {
    return snapshot.derived(JobQueue.class, QueueAnalyzer::of);
  }

  /** Returns the number of queued jobs. */
  public int size() {
    return waiting.size();
  }

  public Optional<WaitingJob> of(JobKey job) {
    return Optional.ofNullable(byJob.get(job));
  }
}
