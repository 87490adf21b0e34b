package dev.signalbox.queue;

import dev.signalbox.nomad.ClusterSnapshot;
import dev.signalbox.nomad.ClusterState;
import dev.signalbox.nomad.JobKey;
import dev.signalbox.nomad.Resources;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Explains why each queued job is queued. Used by the queue, the job page and the overview. */
@Component
public class WaitingReasons {

  /** Maximum age of cached reasons in seconds, because some depend on the current time. */
  private static final long MAX_AGE = 5;

  private final ClusterState cluster;
  private final ResourceRequestLoader requests;
  private final Clock clock;
  private volatile @Nullable Cached cache;

  WaitingReasons(ClusterState cluster, ResourceRequestLoader requests, Clock clock) {
    this.cluster = cluster;
    this.requests = requests;
    this.clock = clock;
  }

  /** Returns all queued jobs of the current snapshot in the order in which they are scheduled. */
  public List<ExplainedJob> all() {
    return cached().all();
  }

  /** Returns one queued job with its reason, or an empty result if it is not queued. */
  public Optional<ExplainedJob> of(JobKey job) {
    return Optional.ofNullable(cached().byJob().get(job));
  }

  private Cached cached() {
    ClusterSnapshot snapshot = cluster.snapshot();
    Instant now = clock.instant();
    State state = new State(snapshot.version(), requests.version(), now.getEpochSecond() / MAX_AGE);
    @Nullable Cached current = cache;
    if (current == null || !current.state().equals(state)) {
      current =
          Cached.of(
              state,
              explain(
                  JobQueue.of(snapshot),
                  requests::of,
                  (job, group) -> requests.missingDrivers(job, group, snapshot),
                  snapshot,
                  now));
      cache = current;
    }
    return current;
  }

  /**
   * Explains a whole queue. Only jobs that wait for capacity in the same scope count as being ahead
   * of a job.
   */
  static List<ExplainedJob> explain(
      JobQueue queue,
      BiFunction<WaitingJob, String, Resources> requests,
      BiFunction<WaitingJob, String, List<String>> missingDrivers,
      ClusterSnapshot snapshot,
      Instant now) {
    Map<PlacementScope, Integer> ahead = new HashMap<>();
    List<ExplainedJob> explained = new ArrayList<>(queue.size());
    for (WaitingJob queued : queue.waiting()) {
      WaitingJob waiting = queued.withResources(requests).withMissingDrivers(missingDrivers);
      int before = ahead.getOrDefault(waiting.scope(), 0);
      WaitingReason reason = WaitingReason.of(waiting, before, snapshot, now);
      if (reason instanceof WaitingReason.NoFreeCapacity) {
        ahead.put(waiting.scope(), before + 1);
      }
      explained.add(new ExplainedJob(waiting, reason));
    }
    return explained;
  }

  private record State(long snapshotVersion, long requestsVersion, long timeSlot) {}

  private record Cached(State state, List<ExplainedJob> all, Map<JobKey, ExplainedJob> byJob) {

    static Cached of(State state, List<ExplainedJob> all) {
      Map<JobKey, ExplainedJob> byJob = new HashMap<>();
      all.forEach(queued -> byJob.put(queued.waiting().job(), queued));
      return new Cached(state, all, byJob);
    }
  }
}
