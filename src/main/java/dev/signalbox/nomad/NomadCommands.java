package dev.signalbox.nomad;

import dev.signalbox.remote.ActionRisk;
import dev.signalbox.remote.Mutating;
import dev.signalbox.remote.RemoteSystemException;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Commands that change the Nomad cluster. None is retried automatically; a caller that does not
 * know whether a command was applied has to read the state first.
 *
 * <p>Each method throws {@link RemoteSystemException}: {@code NotFound} if the object does not
 * exist (Nomad responds with 404 or 500, depending on its version), {@code Conflict} if its state
 * does not allow the change.
 *
 * <p>Each method returns the Raft index of the write, to be passed to {@link
 * ClusterState#awaitIndex}; 0 if Nomad does not return one.
 */
public interface NomadCommands {

  /**
   * Starts a drain, or updates the drain in progress. With a deadline of zero, which kills all
   * builds, the risk is high.
   *
   * @param meta stored with the node and shown by other tools; ignored by servers before 1.1
   */
  @Mutating
  long drain(String clientId, DrainSpec order, Map<String, String> meta);

  /**
   * Stops a drain. Running builds continue.
   *
   * @param eligible whether to mark the client eligible; otherwise it stays ineligible
   */
  @Mutating(ActionRisk.LOW)
  long cancelDrain(String clientId, boolean eligible, Map<String, String> meta);

  /** Marks a client eligible or ineligible. Running builds continue. */
  @Mutating(ActionRisk.LOW)
  long setEligible(String clientId, boolean eligible);

  /** Removes a client from Nomad. A client that is up registers again. */
  @Mutating(ActionRisk.HIGH)
  long purge(String clientId);

  /**
   * Stops a job and all its allocations.
   *
   * @param purge whether to remove the job from Nomad immediately
   */
  @Mutating(ActionRisk.HIGH)
  long stopJob(JobKey job, boolean purge);

  /** Stops an allocation. Nomad reschedules allocations of batch and service jobs. */
  @Mutating(ActionRisk.HIGH)
  long stopAllocation(String allocationId);

  /**
   * Restarts tasks in place. Blocks until the tasks have stopped, which takes up to their kill
   * timeout.
   *
   * @param task the name of the task, or null for all running tasks
   */
  @Mutating(ActionRisk.HIGH)
  long restartAllocation(String allocationId, @Nullable String task);

  /**
   * The drain strategy.
   *
   * @param deadline time after which the remaining builds are killed: null for no deadline, zero
   *     for immediately
   * @param ignoreSystemJobs whether allocations of system jobs keep running
   */
  record DrainSpec(@Nullable Duration deadline, boolean ignoreSystemJobs) {}
}
