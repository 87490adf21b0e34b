package dev.signalbox.nomad.jobs;

import dev.signalbox.nomad.Allocation;
import dev.signalbox.nomad.Allocation.Desired;
import dev.signalbox.nomad.AllocationStatus;
import dev.signalbox.nomad.Job;
import dev.signalbox.nomad.JobStatus;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What became of a job, by its allocations: of each place in it the newest counts, for a failed one
 * that was tried again with more luck is no failure.
 *
 * @param done how many ended well
 * @param live how many have not ended
 */
public record Standing(JobState state, int live, int done, int failed, int lost) {

  /**
   * Reads it.
   *
   * @param allocations of this job, in any order; those that Nomad has forgotten are missing, and
   *     then the counts of the job itself are all there is
   */
  public static Standing of(Job job, List<Allocation> allocations) {
    return allocations.isEmpty()
        ? counted(job)
        : tallied(job, allocations.size() == 1 ? allocations : newest(allocations));
  }

  /** How many places there are. */
  public int all() {
    return live + done + failed + lost;
  }

  private static Collection<Allocation> newest(List<Allocation> allocations) {
    Map<String, Allocation> places = new HashMap<>();
    for (Allocation one : allocations) {
      places.merge(
          one.name(),
          one,
          (known, other) -> other.createIndex() > known.createIndex() ? other : known);
    }
    return places.values();
  }

  private static Standing tallied(Job job, Collection<Allocation> allocations) {
    int live = 0;
    int done = 0;
    int failed = 0;
    int lost = 0;
    int stopped = 0;
    for (Allocation one : allocations) {
      if (!one.terminal()) {
        live++;
      } else if (one.status() == AllocationStatus.FAILED) {
        failed++;
      } else if (one.status() == AllocationStatus.LOST) {
        lost++;
      } else if (one.desired() == Desired.STOP) {
        stopped++;
      } else {
        done++;
      }
    }
    JobState state = ended(job) ? outcome(job, done + stopped, failed, lost, stopped) : alive(job);
    return new Standing(state, live, done + stopped, failed, lost);
  }

  private static Standing counted(Job job) {
    Job.Counts counts = job.counts();
    int live = counts.starting() + counts.running() + counts.unknown();
    JobState state;
    if (!ended(job)) {
      state = alive(job);
    } else if (counts.complete() + counts.failed() + counts.lost() == 0) {
      state = job.stopped() ? JobState.STOPPED : JobState.ENDED;
    } else {
      state = outcome(job, counts.complete(), counts.failed(), counts.lost(), 0);
    }
    return new Standing(state, live, counts.complete(), counts.failed(), counts.lost());
  }

  private static boolean ended(Job job) {
    return job.status() == JobStatus.DEAD;
  }

  private static JobState alive(Job job) {
    if (job.template()) {
      return JobState.TEMPLATE;
    }
    return switch (job.status()) {
      case RUNNING -> JobState.RUNNING;
      case PENDING -> JobState.WAITING;
      case DEAD, UNKNOWN -> JobState.STRANGE;
    };
  }

  private static JobState outcome(Job job, int done, int failed, int lost, int stopped) {
    if (failed + lost > 0) {
      return done > 0 ? JobState.PARTLY : failed > 0 ? JobState.FAILED : JobState.LOST;
    }
    return job.stopped() || stopped > 0 ? JobState.STOPPED : JobState.DONE;
  }
}
