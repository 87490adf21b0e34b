package dev.signalbox.drains.rolling;

import dev.signalbox.coordination.DatabaseLock;
import dev.signalbox.databaserestore.RestoreGuard;
import dev.signalbox.drains.CapacityReserve;
import dev.signalbox.drains.ClientDrain;
import dev.signalbox.drains.ClientEligibility;
import dev.signalbox.drains.ClientsBeingRemoved;
import dev.signalbox.drains.DrainStartOutcome;
import dev.signalbox.drains.EligibilityOutcome;
import dev.signalbox.nomad.ClusterState;
import dev.signalbox.nomad.ResourceType;
import dev.signalbox.queue.WaitingReasons;
import dev.signalbox.remote.RemoteSystemException;
import dev.signalbox.web.TimestampView;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Advances the rolling drains, on one instance at a time. Each step is recorded in the database
 * before its request is sent to Nomad. Failed requests are retried with exponential backoff,
 * because every attempt adds an audit event. A plan is paused when Nomad denies a request or after
 * {@link #MAX_FAILURES} consecutive failures.
 */
@Component
class RollingDrainRunner {

  private static final Duration MAX_WAIT = Duration.ofSeconds(2);

  /** Maximum number of consecutive failures; with the backoff this takes about 20 minutes. */
  static final int MAX_FAILURES = 8;

  private static final Duration INITIAL_BACKOFF = Duration.ofSeconds(10);
  private static final Logger log = LoggerFactory.getLogger(RollingDrainRunner.class);

  private final RollingDrains plans;
  private final ClusterState cluster;
  private final WaitingReasons reasons;
  private final ClientDrain drain;
  private final ClientEligibility eligibility;
  private final ClientsBeingRemoved leaving;
  private final DatabaseLock lock;
  private final RestoreGuard guard;
  private final RollingDrainService service;
  private final TransactionTemplate transaction;
  private final Clock clock;

  RollingDrainRunner(
      RollingDrains plans,
      ClusterState cluster,
      WaitingReasons reasons,
      ClientDrain drain,
      ClientEligibility eligibility,
      ClientsBeingRemoved leaving,
      DatabaseLock lock,
      RestoreGuard guard,
      RollingDrainService service,
      TransactionTemplate transaction,
      Clock clock) {
    this.plans = plans;
    this.cluster = cluster;
    this.reasons = reasons;
    this.drain = drain;
    this.eligibility = eligibility;
    this.leaving = leaving;
    this.lock = lock;
    this.guard = guard;
    this.service = service;
    this.transaction = transaction;
    this.clock = clock;
  }

  @Scheduled(fixedDelayString = "PT5S", initialDelayString = "PT10S")
  void advanceAll() {
    guard.check();
    if (!plans.findOpen().isEmpty()) {
      lock.runExclusively(
          DatabaseLock.Name.ROLLING_DRAINS, () -> plans.findOpen().forEach(this::advance));
    }
  }

  /** Runs the next steps of a plan. Failures of Nomad are recorded, not thrown. */
  void advance(RollingDrain plan) {
    // advancing the plans before this one takes time, so the state may have changed since the read
    plans.find(plan.id()).filter(RollingDrain::isOpen).ifPresent(this::advanceOpen);
  }

  private void advanceOpen(RollingDrain plan) {
    boolean canAct = plan.canAct(clock.instant());
    if (!CapacityReserve.isFresh(cluster.syncStatus())) {
      if (canAct) {
        plans.setWaitReason(plan, "Paused: Nomad data is stale.");
      }
      return;
    }
    List<RollingDrainClient> clients = plans.clientsOf(plan.id());
    Decision decision =
        Objects.requireNonNull(transaction.execute(status -> decide(plan, clients, canAct)));
    List<RollingDrainStep> steps = decision.steps();
    steps.stream().filter(step -> !step.changesNomad()).forEach(step -> apply(plan, clients, step));
    if (!canAct) {
      return;
    }
    try {
      steps.stream()
          .flatMap(RollingDrainRunner::clientToRestore)
          .forEach(client -> restore(plan, client));
      drain(plan, decision.toDrain());
      plans.clearFailures(plan);
      if (steps.stream().noneMatch(RollingDrainStep.Wait.class::isInstance)) {
        plans.setWaitReason(plan, "");
      }
    } catch (RemoteSystemException.Denied e) {
      log.warn("Paused rolling drain {}: {}", plan.id(), e.getMessage());
      service.halt(plan, "Nomad denied the request: " + e.response());
    } catch (RemoteSystemException e) {
      log.warn("Rolling drain {} failed and will be retried: {}", plan.id(), e.getMessage());
      recordFailure(plan, e.response());
    }
  }

  private void recordFailure(RollingDrain plan, String response) {
    int failures = plan.failures() + 1;
    if (failures >= MAX_FAILURES) {
      service.halt(plan, "Nomad failed " + failures + " times in a row: " + response);
    } else {
      Duration backoff = INITIAL_BACKOFF.multipliedBy(1L << (failures - 1));
      plans.recordFailure(
          plan,
          "Nomad failed: "
              + response
              + ". Retrying in "
              + TimestampView.formatDuration(backoff)
              + ".",
          clock.instant().plus(backoff));
    }
  }

  /**
   * Decides the next steps while holding the lock, so that two instances do not count on the same
   * ready clients.
   *
   * @param canAct whether requests that change Nomad may be sent
   */
  private Decision decide(RollingDrain plan, List<RollingDrainClient> clients, boolean canAct) {
    leaving.lock();
    List<RollingDrainStep> steps =
        RollingDrainStep.next(
                plan,
                clients,
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
        steps.stream()
            .flatMap(RollingDrainRunner::clientToDrain)
            .flatMap(client -> markStarting(plan, client))
            .toList());
  }

  /**
   * The next steps.
   *
   * @param toDrain the clients to drain, already recorded as STARTING
   */
  private record Decision(List<RollingDrainStep> steps, List<RollingDrainClient> toDrain) {}

  private void apply(RollingDrain plan, List<RollingDrainClient> clients, RollingDrainStep step) {
    switch (step) {
      case RollingDrainStep.Drain next ->
          throw new IllegalArgumentException("A drain must be recorded first.");
      case RollingDrainStep.MarkEligible next -> restore(plan, next.client());
      case RollingDrainStep.SetState mark ->
          setState(plan, mark.client(), mark.state(), mark.note());
      case RollingDrainStep.Wait wait -> plans.setWaitReason(plan, wait.why());
      case RollingDrainStep.Finish finish -> service.finish(plan, clients);
    }
  }

  private static Stream<RollingDrainClient> clientToDrain(RollingDrainStep step) {
    return step instanceof RollingDrainStep.Drain next ? Stream.of(next.client()) : Stream.empty();
  }

  private static Stream<RollingDrainClient> clientToRestore(RollingDrainStep step) {
    return step instanceof RollingDrainStep.MarkEligible next
        ? Stream.of(next.client())
        : Stream.empty();
  }

  /**
   * Drains the clients. If there are several, all are marked ineligible first, so that Nomad does
   * not move work from one to another.
   */
  private void drain(RollingDrain plan, List<RollingDrainClient> started) {
    if (started.size() > 1) {
      started.forEach(
          client -> eligibility.set(client.clientId(), false, plan.context(operation(client))));
    }
    started.forEach(client -> drain(plan, client));
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

  private void drain(RollingDrain plan, RollingDrainClient client) {
    // after a crash Nomad may already have received the request
    DrainStartOutcome outcome =
        drain.startUnlessApplied(client.clientId(), plan.order(), plan.context(operation(client)));
    switch (outcome) {
      case DrainStartOutcome.Started started -> markDraining(plan, client, started.index());
      case DrainStartOutcome.Changed changed -> markDraining(plan, client, changed.index());
      case DrainStartOutcome.AlreadyApplied arrived ->
          markDraining(plan, client, arrived.client().modifyIndex());
      case DrainStartOutcome.Down down ->
          markFailed(plan, client, "Went down before its drain started.");
      case DrainStartOutcome.Gone gone -> markFailed(plan, client, "No longer in Nomad.");
    }
  }

  private static UUID operation(RollingDrainClient client) {
    return Objects.requireNonNull(client.operation());
  }

  private void markDraining(RollingDrain plan, RollingDrainClient client, long index) {
    if (!plans.markDraining(plan.id(), client, index)) {
      log.warn("Another instance has changed {} of rolling drain {}.", client.name(), plan.id());
    }
    if (index > 0 && !cluster.awaitIndex(ResourceType.CLIENTS, index, MAX_WAIT)) {
      log.debug("The snapshot does not contain index {} yet.", index);
    }
  }

  private void markFailed(RollingDrain plan, RollingDrainClient client, String why) {
    setState(plan, client, RollingDrainClient.State.FAILED, why);
  }

  private boolean setState(
      RollingDrain plan, RollingDrainClient client, RollingDrainClient.State state, String note) {
    boolean marked = plans.setState(plan.id(), client, state, note);
    if (!marked) {
      log.warn("Another instance has changed {} of rolling drain {}.", client.name(), plan.id());
    }
    return marked;
  }

  private void restore(RollingDrain plan, RollingDrainClient drained) {
    if (!setState(plan, drained, RollingDrainClient.State.RESTORING, "")) {
      return;
    }
    RollingDrainClient client = drained.asRestoring();
    switch (eligibility.set(client.clientId(), true, plan.context(operation(client)))) {
      case EligibilityOutcome.Changed done ->
          setState(plan, client, RollingDrainClient.State.DONE, RollingDrainStep.ELIGIBLE);
      case EligibilityOutcome.NoChange already ->
          setState(plan, client, RollingDrainClient.State.DONE, RollingDrainStep.ELIGIBLE);
      case EligibilityOutcome.Draining draining ->
          markFailed(plan, client, "Drained, but draining again outside this rolling drain.");
      case EligibilityOutcome.Released released ->
          setState(plan, client, RollingDrainClient.State.DONE, RollingDrainStep.RELEASED);
      case EligibilityOutcome.Gone gone ->
          markFailed(plan, client, "Drained, but no longer in Nomad.");
    }
  }
}
