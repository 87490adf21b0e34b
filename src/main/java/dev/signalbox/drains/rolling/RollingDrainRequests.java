package dev.signalbox.drains.rolling;

import dev.signalbox.drains.ClientDrain;
import dev.signalbox.drains.ClientEligibility;
import dev.signalbox.drains.DrainStartOutcome;
import dev.signalbox.drains.EligibilityOutcome;
import dev.signalbox.nomad.ClusterState;
import dev.signalbox.nomad.ResourceType;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Sends the requests of a rolling drain to Nomad and records the state of each client. */
@Component
class RollingDrainRequests {

  private static final Duration MAX_WAIT = Duration.ofSeconds(2);
  private static final Logger log = LoggerFactory.getLogger(RollingDrainRequests.class);

  private final RollingDrains plans;
  private final ClientDrain drain;
  private final ClientEligibility eligibility;
  private final ClusterState cluster;

  RollingDrainRequests(
      RollingDrains plans, ClientDrain drain, ClientEligibility eligibility, ClusterState cluster) {
    this.plans = plans;
    this.drain = drain;
    this.eligibility = eligibility;
    this.cluster = cluster;
  }

  /**
   * Drains the clients. If there are several, all are marked ineligible first, so that Nomad does
   * not move work from one to another.
   */
  void drain(RollingDrain plan, List<RollingDrainClient> started) {
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

  boolean setState(
      RollingDrain plan, RollingDrainClient client, RollingDrainClient.State state, String note) {
    boolean marked = plans.setState(plan.id(), client, state, note);
    if (!marked) {
      log.warn("Another instance has changed {} of rolling drain {}.", client.name(), plan.id());
    }
    return marked;
  }

  void restore(RollingDrain plan, RollingDrainClient drained) {
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
