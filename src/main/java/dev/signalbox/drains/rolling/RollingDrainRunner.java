package dev.signalbox.drains.rolling;

import dev.signalbox.coordination.DatabaseLock;
import dev.signalbox.databaserestore.AutomaticWorkLock;
import dev.signalbox.drains.CapacityReserve;
import dev.signalbox.drains.rolling.RollingDrainDecisions.Decision;
import dev.signalbox.nomad.ClusterState;
import dev.signalbox.remote.RemoteSystemException;
import dev.signalbox.web.TimestampView;
import java.time.Clock;
import java.time.Duration;
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

  private static final Duration INITIAL_BACKOFF = Duration.ofSeconds(10);
  private static final Logger log = LoggerFactory.getLogger(RollingDrainRunner.class);

  private final RollingDrains plans;
  private final RollingDrainDecisions decisions;
  private final RollingDrainRequests requests;
  private final RollingDrainService service;
  private final ClusterState cluster;
  private final AutomaticWorkLock lock;
  private final Clock clock;

  RollingDrainRunner(
      RollingDrains plans,
      RollingDrainDecisions decisions,
      RollingDrainRequests requests,
      RollingDrainService service,
      ClusterState cluster,
      AutomaticWorkLock lock,
      Clock clock) {
    this.plans = plans;
    this.decisions = decisions;
    this.requests = requests;
    this.service = service;
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
    Decision decision = decisions.decide(plan, canAct);
    decision.steps().forEach(step -> record(plan, step));
    if (!canAct) {
      return;
    }
    try {
      decision.toRestore().forEach(client -> requests.restore(plan, client));
      requests.drain(plan, decision.toDrain());
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
          requests.setState(plan, mark.client(), mark.state(), mark.note());
      case RollingDrainStep.Wait wait -> plans.setWaitReason(plan, wait.why());
      case RollingDrainStep.Finish finish -> service.finish(plan);
      // requests follow once everything else is recorded
      case RollingDrainStep.Drain next -> {}
      case RollingDrainStep.MarkEligible next -> {}
    }
  }
}
