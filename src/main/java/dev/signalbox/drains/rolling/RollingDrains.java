package dev.signalbox.drains.rolling;

import dev.signalbox.coordination.InstanceNotifier;
import dev.signalbox.remote.ActionRisk;
import dev.signalbox.remote.Mutating;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Reads and changes rolling drains and their clients, and publishes each change. */
@Component
class RollingDrains {

  static final String TOPIC = "plans";

  private final RollingDrainRepository plans;
  private final RollingDrainClientRepository clients;
  private final EntityManager entities;
  private final InstanceNotifier notifier;
  private final Clock clock;

  RollingDrains(
      RollingDrainRepository plans,
      RollingDrainClientRepository clients,
      EntityManager entities,
      InstanceNotifier notifier,
      Clock clock) {
    this.plans = plans;
    this.clients = clients;
    this.entities = entities;
    this.notifier = notifier;
    this.clock = clock;
  }

  /** Adds a plan with clients in the order of their positions, which start at 1. */
  @Mutating
  @Transactional
  public void add(RollingDrain plan, List<RollingDrainClient> planned) {
    entities.persist(new StoredRollingDrain(plan));
    clients.add(
        plan.id(),
        planned.stream().map(RollingDrainClient::clientId).toArray(String[]::new),
        planned.stream().map(RollingDrainClient::name).toArray(String[]::new));
    notifier.publishChange(TOPIC);
  }

  /** The most recent plans, newest first. */
  List<RollingDrain> findRecent(int limit) {
    return plans.findRecent(Limit.of(limit));
  }

  Optional<RollingDrain> find(UUID id) {
    return plans.find(id);
  }

  /** The plans that have not ended, oldest first. */
  List<RollingDrain> findOpen() {
    return plans.findOpen();
  }

  /** Why each of the halted plans waits until an admin resumes it. */
  List<String> findHaltReasons() {
    return findOpen().stream().filter(RollingDrain::halted).map(RollingDrain::waitReason).toList();
  }

  /** The clients of a plan, ordered by position. */
  List<RollingDrainClient> clientsOf(UUID plan) {
    return clients.findByPlanIdOrderByPosition(plan);
  }

  /** Ids of the clients that open plans are draining or will drain. */
  Set<String> findPlannedIds() {
    return clients.findPlannedIds();
  }

  /** Records why the plan is waiting; empty if it is not. */
  @Transactional
  public void setWaitReason(RollingDrain plan, String why) {
    if (!plan.waitReason().equals(why)) {
      published(plans.setWaitReason(plan.id(), why));
    }
  }

  /**
   * Resumes a plan: its next drains start.
   *
   * @return false if the plan was not in the state {@code from}
   */
  @Mutating
  @Transactional
  public boolean resume(UUID id, RollingDrain.State from) {
    return published(plans.setState(id, from, RollingDrain.State.RUNNING));
  }

  /**
   * Pauses or aborts a plan: no further drains start.
   *
   * @return false if the plan was not in the state {@code from}
   */
  @Mutating(ActionRisk.LOW)
  @Transactional
  public boolean stop(UUID id, RollingDrain.State from, RollingDrain.State to) {
    return published(plans.setState(id, from, to));
  }

  /**
   * Pauses a plan and stops all its requests to Nomad until a user resumes it.
   *
   * @return false if the plan was already halted, has ended or is aborted
   */
  @Transactional
  public boolean halt(UUID id, String why) {
    return published(plans.halt(id, why));
  }

  /** Records a failed request to Nomad and the time of the next attempt. */
  @Transactional
  public void recordFailure(RollingDrain plan, String why, Instant retryAt) {
    published(plans.addFailure(plan.id(), why, retryAt));
  }

  /** Clears the failure count after a successful request. */
  @Transactional
  public void clearFailures(RollingDrain plan) {
    if (plan.failures() > 0) {
      plans.clearFailures(plan.id());
    }
  }

  /**
   * Ends a plan.
   *
   * @return false if it had already ended
   */
  @Transactional
  public boolean finish(RollingDrain plan) {
    return published(plans.finish(plan.id(), clock.instant()));
  }

  /**
   * Records that a client is about to be drained.
   *
   * @return false if the plan was paused or the client changed meanwhile
   */
  @Transactional
  public boolean markStarting(UUID plan, RollingDrainClient client, UUID operation) {
    return published(
        clients.markStarting(
            plan, client.position(), operation, client.wasEligible(), clock.instant()));
  }

  /**
   * Records that Nomad has received the request to drain a client.
   *
   * @return false if the client was not in the state STARTING
   */
  @Transactional
  public boolean markDraining(UUID plan, RollingDrainClient client, long index) {
    return published(clients.markDraining(plan, client.position(), index));
  }

  /**
   * Records the state of a client, and its end if the state is final.
   *
   * @return false if the state has changed since the client was read
   */
  @Transactional
  public boolean setState(
      UUID plan, RollingDrainClient client, RollingDrainClient.State state, String note) {
    @Nullable Instant endedAt = state.isFinished() ? clock.instant() : null;
    return published(
        clients.setState(plan, client.position(), client.state(), state, note, endedAt));
  }

  private boolean published(int changed) {
    notifier.publishChange(TOPIC);
    return changed == 1;
  }
}
