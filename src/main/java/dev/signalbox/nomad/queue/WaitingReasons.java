package dev.signalbox.nomad.queue;

import dev.signalbox.nomad.ClusterView;
import dev.signalbox.nomad.JobKey;
import dev.signalbox.nomad.NomadCluster;
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

/** Why everything waits that waits now: for the queue, a job's page and the overview. */
@Component
public class WaitingReasons {

  /** How long a reason that depends on the time may be told again, in seconds. */
  private static final long KEPT = 5;

  private final NomadCluster cluster;
  private final Asks asks;
  private final Clock clock;
  private volatile @Nullable Told last;

  WaitingReasons(NomadCluster cluster, Asks asks, Clock clock) {
    this.cluster = cluster;
    this.asks = asks;
    this.clock = clock;
  }

  /** All that wait in the newest view, in the order in which they are placed. */
  public List<Explained> all() {
    return told().all();
  }

  /** The reason of one job, or empty when it does not wait. */
  public Optional<Explained> of(JobKey job) {
    return Optional.ofNullable(told().byJob().get(job));
  }

  private Told told() {
    ClusterView view = cluster.view();
    Instant now = clock.instant();
    State state = new State(view.version(), asks.version(), now.getEpochSecond() / KEPT);
    @Nullable Told known = last;
    if (known == null || !known.state().equals(state)) {
      known = Told.of(state, explain(Queue.of(view), asks::of, view, now));
      last = known;
    }
    return known;
  }

  /** Explains a whole queue: how many are ahead is counted among those that wait for room. */
  static List<Explained> explain(
      Queue queue, BiFunction<Waiting, String, Resources> asks, ClusterView view, Instant now) {
    Map<Scope, Integer> ahead = new HashMap<>();
    List<Explained> explained = new ArrayList<>(queue.size());
    for (Waiting one : queue.waiting()) {
      Waiting waiting = one.measured(asks);
      int before = ahead.getOrDefault(waiting.scope(), 0);
      WaitingReason reason = WaitingReason.of(waiting, before, view, now);
      if (reason instanceof WaitingReason.WaitsForRoom) {
        ahead.put(waiting.scope(), before + 1);
      }
      explained.add(new Explained(waiting, reason));
    }
    return explained;
  }

  private record State(long view, long asks, long time) {}

  private record Told(State state, List<Explained> all, Map<JobKey, Explained> byJob) {

    static Told of(State state, List<Explained> all) {
      Map<JobKey, Explained> byJob = new HashMap<>();
      all.forEach(one -> byJob.put(one.waiting().job(), one));
      return new Told(state, all, byJob);
    }
  }
}
