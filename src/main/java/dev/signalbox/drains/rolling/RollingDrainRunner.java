package dev.signalbox.drains.rolling;

import dev.signalbox.coordination.DatabaseLock;
import dev.signalbox.databaserestore.AutomaticWorkLock;
import dev.signalbox.drains.CapacityReserve;
import dev.signalbox.drains.ClientDrain;
import dev.signalbox.drains.ClientEligibility;
import dev.signalbox.drains.DrainStartOutcome;
import dev.signalbox.drains.EligibilityOutcome;
import dev.signalbox.drains.rolling.RollingDrainService.Decision;
import dev.signalbox.nomad.ClusterState;
import dev.signalbox.nomad.ResourceType;
import dev.signalbox.remote.RemoteSystemException;
import dev.signalbox.web.TimestampView;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Advances the rolling drains, on one instance at a time. Each step is recorded in the database
 * before its request is sent to Nomad. Failed requests are retried with exponential backoff,
 * because every attempt adds an audit event. A plan is paused when Nomad denies a request or after
 * {@link #MAX_FAILURES} consecutive failures.
 */
@Component
class RollingDrainRunner {

  /** Maximum number of consecutive failures; with the backoff this takes about 20 minutes. */
  static final int MAX_FAILURES = 8;

  private static final Duration MAX_WAIT = Duration.ofSeconds(2);
  private static final Duration INITIAL_BACKOFF = Duration.ofSeconds(10);
  private static final Logger log = LoggerFactory.getLogger(RollingDrainRunner.class);

  private final RollingDrains plans;
  private final RollingDrainService service;
  private final ClientDrain drain;
  private final ClientEligibility eligibility;
  private final ClusterState cluster;
  private final AutomaticWorkLock lock;
  private final Clock clock;

  RollingDrainRunner(
      RollingDrains plans,
      RollingDrainService service,
      ClientDrain drain,
      ClientEligibility eligibility,
      ClusterState cluster,
      AutomaticWorkLock lock,
      Clock clock) {
    this.plans = plans;
    this.service = service;
    this.drain = drain;
    this.eligibility = eligibility;
    this.cluster = cluster;
    this.lock = lock;
    this.clock = clock;
  }

  @Scheduled(fixedDelayString = "PT5S", initialDelayString = "PT10S")
  void advanceAll() {
    lock.forEachExclusively(DatabaseLock.Name.ROLLING_DRAINS, plans::findOpen, this::advance);
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
    Decision decision = service.decide(plan, canAct);
    decision.steps().forEach(step -> record(plan, step));
    if (!canAct) {
      return;
    }
    try {
      decision.toRestore().forEach(client -> restore(plan, client));
      drain(plan, decision.toDrain());
      plans.clearFailures(plan);
      if (decision.steps().stream().noneMatch(RollingDrainStep.Wait.class::isInstance)) {
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

  private void record(RollingDrain plan, RollingDrainStep step) {
    switch (step) {
      case RollingDrainStep.SetState mark ->
          setState(plan, mark.client(), mark.state(), mark.note());
      case RollingDrainStep.Wait wait -> plans.setWaitReason(plan, wait.why());
      case RollingDrainStep.Finish finish -> service.finish(plan);
      // requests follow once everything else is recorded
      case RollingDrainStep.Drain next -> {}
      case RollingDrainStep.MarkEligible next -> {}
    }
  }
}
