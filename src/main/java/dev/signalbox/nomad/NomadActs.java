package dev.signalbox.nomad;

import dev.signalbox.outside.Changes;
import dev.signalbox.outside.OutsideWorldException;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What changes the cluster. None is tried again by itself: whoever is unsure whether it arrived
 * reads the state first. Each throws an {@link OutsideWorldException}: {@code Missing} for a thing
 * that Nomad does not know (which it says with 404 or 500), {@code Conflicting} for what its state
 * forbids.
 *
 * <p>Each answers the index of the write, for {@link NomadCluster#awaits}; 0 where Nomad tells
 * none.
 */
public interface NomadActs {

  /**
   * Takes a client out of scheduling and lets what runs end, or changes a drain that runs already.
   *
   * @param meta shown by all tools; servers before 1.1 forget it
   */
  @Changes
  long drain(String clientId, DrainOrder order, Map<String, String> meta);

  /**
   * Ends a drain.
   *
   * @param eligible whether the client takes builds again; otherwise it stays ineligible
   */
  @Changes
  long cancelDrain(String clientId, boolean eligible, Map<String, String> meta);

  /** Lets the scheduler place builds on a client, or not; what runs there is left alone. */
  @Changes
  long setEligible(String clientId, boolean eligible);

  /** Has Nomad forget a client. One that lives registers again. */
  @Changes
  long purge(String clientId);

  /**
   * Stops a job and all its allocations.
   *
   * @param purge whether Nomad forgets it at once
   */
  @Changes
  long stopJob(JobKey job, boolean purge);

  /** Stops an allocation. Nomad places batch and service allocations again. */
  @Changes
  long stopAllocation(String allocationId);

  /**
   * Restarts tasks where they are.
   *
   * @param task its name, or null for all that run
   */
  @Changes
  long restartAllocation(String allocationId, @Nullable String task);

  /**
   * How to drain.
   *
   * @param deadline after which what is left is stopped: null waits for ever, zero stops at once
   * @param ignoreSystemJobs whether jobs that run on every client are left alone
   */
  record DrainOrder(@Nullable Duration deadline, boolean ignoreSystemJobs) {}
}
