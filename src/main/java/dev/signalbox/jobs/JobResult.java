package dev.signalbox.jobs;

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
 * Result of a job, derived from its allocations. Only the newest allocation of each instance
 * counts, so a failure that a retry made good is not a failure of the job.
 *
 * @param live number of instances that have not ended
 * @param done number of instances that completed or were stopped
 */
public record JobResult(JobState state, int live, int done, int failed, int lost) {

  /**
   * Derives the result.
   *
   * @param allocations allocations of this job in any order; if it is empty because Nomad has
   *     garbage-collected them, the job summary counts are used instead
   * @param queued whether the job is queued; Nomad also sets ended jobs to pending for a while
   */
  public static JobResult of(Job job, List<Allocation> allocations, boolean queued) {
    boolean ended =
        job.status() == JobStatus.DEAD
            || (job.status() == JobStatus.PENDING && !queued && hasEnded(allocations));
    return allocations.isEmpty()
        ? fromSummary(job)
        : fromAllocations(job, allocations.size() == 1 ? allocations : newest(allocations), ended);
  }

  private static boolean hasEnded(List<Allocation> allocations) {
    return !allocations.isEmpty() && allocations.stream().allMatch(Allocation::isTerminal);
  }

  /** Returns the number of instances. */
  public int all() {
    return live + done + failed + lost;
  }

  private static Collection<Allocation> newest(List<Allocation> allocations) {
    Map<String, Allocation> byName = new HashMap<>();
    for (Allocation one : allocations) {
      byName.merge(
          one.name(),
          one,
          (known, other) -> other.createIndex() > known.createIndex() ? other : known);
    }
    return byName.values();
  }

  private static JobResult fromAllocations(
      Job job, Collection<Allocation> allocations, boolean ended) {
    int live = 0;
    int done = 0;
    int failed = 0;
    int lost = 0;
    int stopped = 0;
    for (Allocation one : allocations) {
      if (!one.isTerminal()) {
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
    JobState state =
        ended ? finalState(job, done + stopped, failed, lost, stopped) : activeState(job);
    return new JobResult(state, live, done + stopped, failed, lost);
  }

  private static JobResult fromSummary(Job job) {
    Job.Counts counts = job.counts();
    int live = counts.starting() + counts.running() + counts.unknown();
    JobState state;
    if (job.status() != JobStatus.DEAD) {
      state = activeState(job);
    } else if (counts.complete() + counts.failed() + counts.lost() == 0) {
      state = job.stopped() ? JobState.STOPPED : JobState.ENDED;
    } else {
      state = finalState(job, counts.complete(), counts.failed(), counts.lost(), 0);
    }
    return new JobResult(state, live, counts.complete(), counts.failed(), counts.lost());
  }

  private static JobState activeState(Job job) {
    if (job.isTemplate()) {
      return JobState.TEMPLATE;
    }
    return switch (job.status()) {
      case RUNNING -> JobState.RUNNING;
      case PENDING -> JobState.WAITING;
      case DEAD, UNKNOWN -> JobState.UNRECOGNIZED;
    };
  }

  private static JobState finalState(Job job, int done, int failed, int lost, int stopped) {
    if (failed + lost > 0) {
      return done > 0 ? JobState.PARTLY : failed > 0 ? JobState.FAILED : JobState.LOST;
    }
    return job.stopped() || stopped > 0 ? JobState.STOPPED : JobState.DONE;
  }
}
