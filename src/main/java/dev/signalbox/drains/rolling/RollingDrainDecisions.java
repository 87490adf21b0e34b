package dev.signalbox.drains.rolling;

import dev.signalbox.drains.CapacityReserve;
import dev.signalbox.drains.ClientsBeingRemoved;
import dev.signalbox.nomad.ClusterState;
import dev.signalbox.queue.WaitingReasons;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Decides the next steps of rolling drains while holding the lock, so that two instances do not
 * count on the same ready clients.
 */
@Component
class RollingDrainDecisions {

  private final RollingDrains plans;
  private final ClusterState cluster;
  private final WaitingReasons reasons;
  private final ClientsBeingRemoved leaving;
  private final TransactionTemplate transaction;
  private final Clock clock;

  RollingDrainDecisions(
      RollingDrains plans,
      ClusterState cluster,
      WaitingReasons reasons,
      ClientsBeingRemoved leaving,
      TransactionTemplate transaction,
      Clock clock) {
    this.plans = plans;
    this.cluster = cluster;
    this.reasons = reasons;
    this.leaving = leaving;
    this.transaction = transaction;
    this.clock = clock;
  }

  /**
   * The next steps.
   *
   * @param toRestore the clients to mark eligible
   * @param toDrain the clients to drain, already recorded as STARTING
   */
  record Decision(
      List<RollingDrainStep> steps,
      List<RollingDrainClient> toRestore,
      List<RollingDrainClient> toDrain) {}

  /**
   * Decides the next steps from the snapshot, which must be fresh.
   *
   * @param canAct whether requests that change Nomad may be sent
   */
  Decision decide(RollingDrain plan, boolean canAct) {
    return Objects.requireNonNull(transaction.execute(status -> decideLocked(plan, canAct)));
  }

  private Decision decideLocked(RollingDrain plan, boolean canAct) {
    leaving.lock();
    List<RollingDrainStep> steps =
        RollingDrainStep.next(
                plan,
                plans.clientsOf(plan.id()),
                cluster.snapshot(),
                leaving.allIds(),
                leaving.releasedIds(),
                CapacityReserve.queuedJobs(reasons),
                clock.instant())
            .stream()
            .filter(
                step -> canAct || !(step.changesNomad() || step instanceof RollingDrainStep.Wait))
            .toList();
    return new Decision(
        steps,
        steps.stream().flatMap(RollingDrainDecisions::clientToRestore).toList(),
        steps.stream()
            .flatMap(RollingDrainDecisions::clientToDrain)
            .flatMap(client -> markStarting(plan, client))
            .toList());
  }

  private static Stream<RollingDrainClient> clientToDrain(RollingDrainStep step) {
    return step instanceof RollingDrainStep.Drain next ? Stream.of(next.client()) : Stream.empty();
  }

  private static Stream<RollingDrainClient> clientToRestore(RollingDrainStep step) {
    return step instanceof RollingDrainStep.MarkEligible next
        ? Stream.of(next.client())
        : Stream.empty();
  }

  /** Records the start of a drain; returns nothing if the plan was paused meanwhile. */
  private Stream<RollingDrainClient> markStarting(RollingDrain plan, RollingDrainClient client) {
    if (client.state() == RollingDrainClient.State.STARTING) {
      return Stream.of(client);
    }
    UUID operation = UUID.randomUUID();
    return plans.markStarting(plan.id(), client, operation)
        ? Stream.of(client.asStarting(operation, clock.instant()))
        : Stream.empty();
  }
}
