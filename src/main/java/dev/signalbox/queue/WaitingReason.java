package dev.signalbox.queue;

import dev.signalbox.nomad.Client;
import dev.signalbox.nomad.ClusterSnapshot;
import dev.signalbox.nomad.Resources;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Why a job is queued. If several reasons apply, it is the first one in scheduling order. */
public sealed interface WaitingReason {

  /**
   * Determines the reason of one job.
   *
   * @param ahead number of jobs that wait for the same capacity and are placed before it
   * @param snapshot the snapshot with the clients
   */
  static WaitingReason of(WaitingJob waiting, int ahead, ClusterSnapshot snapshot, Instant now) {
    return WaitingReasonAnalyzer.of(waiting, ahead, snapshot, now);
  }

  /** No client in its datacenters and node pool is eligible. */
  record NoEligibleClient(PlacementScope scope, @Nullable IneligibleClient ineligible)
      implements WaitingReason {}

  /**
   * The constraints of the job exclude all clients.
   *
   * @param constraints at most three constraints, the one that excludes most clients first
   */
  record ConstraintsFilterAll(int clients, List<ExcludingConstraint> constraints)
      implements WaitingReason {}

  /**
   * The job is larger than every client.
   *
   * @param largest maximum of each resource over all clients
   * @param sufficientType smallest instance type that is large enough, or null if unknown
   */
  record TooLarge(Resources requested, Resources largest, @Nullable String sufficientType)
      implements WaitingReason {}

  /** Only an ineligible client is large enough. */
  record FitsOnlyIneligible(Resources requested, IneligibleClient ineligible)
      implements WaitingReason {}

  /**
   * The clients are full.
   *
   * @param dimensions exhausted resources, that of most clients first
   * @param clients number of full clients
   * @param filtered number of other clients that constraints exclude
   * @param ineligible ineligible client with enough free capacity, or null
   */
  record NoFreeCapacity(
      List<String> dimensions,
      int clients,
      int filtered,
      int ahead,
      @Nullable IneligibleClient ineligible)
      implements WaitingReason {}

  /** The quota of its namespace is reached. */
  record QuotaReached(String quota) implements WaitingReason {}

  /**
   * The evaluation is delayed, for example after a failure.
   *
   * @param triggeredBy Nomad's {@code TriggeredBy} value
   */
  record BackOff(Instant until, String triggeredBy) implements WaitingReason {}

  /** The job was not evaluated for longer than usual. */
  record NotEvaluated(Instant since) implements WaitingReason {}

  /** The job was just submitted. */
  record Starting(Instant since) implements WaitingReason {}

  /**
   * The job is blocked and none of the other reasons applies.
   *
   * @param description Nomad's status description, or empty
   */
  record Unexplained(String description) implements WaitingReason {}

  /** A constraint with the number of clients that it excludes. */
  record ExcludingConstraint(String constraint, int clients) {}

  /** A client that is connected but ineligible or draining. */
  record IneligibleClient(String id, String name, boolean draining) {

    static IneligibleClient of(Client client) {
      return new IneligibleClient(client.id(), client.name(), client.draining());
    }
  }
}
