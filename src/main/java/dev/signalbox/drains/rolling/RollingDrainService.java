package dev.signalbox.drains.rolling;

import dev.signalbox.audit.AuditLog;
import dev.signalbox.audit.CurrentActor;
import dev.signalbox.audit.Target;
import dev.signalbox.databaserestore.AutomaticWork;
import dev.signalbox.databaserestore.RestoreGuard;
import dev.signalbox.drains.CapacityReserve;
import dev.signalbox.drains.ClientsBeingRemoved;
import dev.signalbox.nomad.Client;
import dev.signalbox.nomad.ClusterState;
import dev.signalbox.queue.WaitingReasons;
import dev.signalbox.web.ObjectNotFoundException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Creates rolling drains, decides their next steps and changes their state. Every change of the
 * state of a rolling drain is recorded in the audit log.
 */
@Component
class RollingDrainService implements AutomaticWork {

  private final RollingDrains plans;
  private final AuditLog audit;
  private final CurrentActor actors;
  private final ClusterState cluster;
  private final WaitingReasons reasons;
  private final ClientsBeingRemoved leaving;
  private final Clock clock;

  RollingDrainService(
      RollingDrains plans,
      AuditLog audit,
      CurrentActor actors,
      ClusterState cluster,
      WaitingReasons reasons,
      ClientsBeingRemoved leaving,
      Clock clock) {
    this.plans = plans;
    this.audit = audit;
    this.actors = actors;
    this.cluster = cluster;
    this.reasons = reasons;
    this.leaving = leaving;
    this.clock = clock;
  }

  /**
   * Returns a plan.
   *
   * @throws ObjectNotFoundException if there is none with this id
   */
  public RollingDrain find(String id) {
    try {
      return plans.find(UUID.fromString(id)).orElseThrow(() -> notFound(id));
    } catch (IllegalArgumentException e) {
      throw notFound(id);
    }
  }

  private static ObjectNotFoundException notFound(String id) {
    return new ObjectNotFoundException(
        "rolling drain", id, "/nomad/rolling-drains", "rolling drains");
  }

  /** Creates a plan for the clients in this order; the first drain starts within seconds. */
  @Transactional
  public RollingDrain create(RollingDrainForm form, List<Client> chosen) {
    RollingDrain plan =
        new RollingDrain(
            UUID.randomUUID(),
            form.reason().strip(),
            form.atOnceOr(1),
            form.keepReadyOr(0),
            form.choice().deadline(),
            form.ignoresSystemJobs(),
            Boolean.TRUE.equals(form.eligibleAfter()),
            Boolean.TRUE.equals(form.waitForQueue()),
            RollingDrain.State.RUNNING,
            "",
            actors.actor(),
            clock.instant().truncatedTo(ChronoUnit.MICROS),
            null,
            false,
            0,
            null);
    List<RollingDrainClient> clients =
        IntStream.range(0, chosen.size())
            .mapToObj(
                i -> RollingDrainClient.waiting(i + 1, chosen.get(i).id(), chosen.get(i).name()))
            .toList();
    plans.add(plan, clients);
    Map<String, Object> payload = new HashMap<>();
    payload.put("reason", plan.reason());
    payload.put("clients", clients.stream().map(RollingDrainClient::clientId).toList());
    payload.put("at_once", plan.batchSize());
    payload.put("keep_ready", plan.keepReady());
    payload.put("deadline", form.choice().label());
    payload.put("eligible_after", plan.eligibleAfter());
    audit.record("nomad.plan.created", target(plan), payload);
    return plan;
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
   * Decides the next steps from the snapshot, which must be fresh, while holding the lock, so that
   * two instances do not count on the same ready clients.
   *
   * @param canAct whether requests that change Nomad may be sent
   */
  @Transactional
  public Decision decide(RollingDrain plan, boolean canAct) {
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
        steps.stream().flatMap(RollingDrainService::clientToRestore).toList(),
        steps.stream()
            .flatMap(RollingDrainService::clientToDrain)
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

  /** Resumes a paused plan. */
  @Transactional
  public RollingDrainOutcome resume(UUID id) {
    RollingDrain plan = plans.find(id).orElseThrow();
    if (plan.state() == RollingDrain.State.RUNNING) {
      return RollingDrainOutcome.NO_CHANGE;
    }
    if (isDecided(plan) || !plans.resume(id, plan.state())) {
      return RollingDrainOutcome.ENDED;
    }
    audit.record("nomad.plan.resumed", target(plan), Map.of("before", plan.state().name()));
    return RollingDrainOutcome.CHANGED;
  }

  /** Pauses a plan, or aborts it. */
  @Transactional
  public RollingDrainOutcome stop(UUID id, boolean abort) {
    RollingDrain plan = plans.find(id).orElseThrow();
    RollingDrain.State wanted = abort ? RollingDrain.State.ABORTED : RollingDrain.State.PAUSED;
    if (plan.state() == wanted) {
      return RollingDrainOutcome.NO_CHANGE;
    }
    if (isDecided(plan) || !plans.stop(id, plan.state(), wanted)) {
      return RollingDrainOutcome.ENDED;
    }
    audit.record(
        abort ? "nomad.plan.aborted" : "nomad.plan.paused",
        target(plan),
        Map.of("before", plan.state().name()));
    return RollingDrainOutcome.CHANGED;
  }

  private static boolean isDecided(RollingDrain plan) {
    return plan.state() == RollingDrain.State.ABORTED
        || plan.state() == RollingDrain.State.FINISHED;
  }

  /**
   * Pauses a plan that cannot continue, on behalf of the user who created it. No request is sent to
   * Nomad until a user resumes it. An aborted plan cannot be resumed, so its clients that still
   * need a request to Nomad are marked as failed.
   */
  @Transactional
  public void halt(RollingDrain plan, String why) {
    stopRequests(plan, why);
  }

  private void stopRequests(RollingDrain plan, String why) {
    if (plan.state() == RollingDrain.State.ABORTED) {
      plans.clientsOf(plan.id()).stream()
          .filter(client -> client.state().requiresNomad())
          .forEach(
              client -> plans.setState(plan.id(), client, RollingDrainClient.State.FAILED, why));
    } else if (plans.halt(plan.id(), why) && plan.state() == RollingDrain.State.RUNNING) {
      audit.record(plan.actor(), "nomad.plan.paused", target(plan), false, Map.of("reason", why));
    }
  }

  @Override
  @Transactional
  public void haltAll(String why) {
    plans.findOpen().forEach(plan -> stopRequests(plan, why));
  }

  @Override
  public List<Halted> findHalted() {
    return plans.findOpen().stream()
        .filter(plan -> plan.halted() && RestoreGuard.isHaltReason(plan.waitReason()))
        .map(
            plan ->
                new Halted(
                    "Rolling drain “%s”".formatted(plan.reason()),
                    "/nomad/rolling-drains/" + plan.id()))
        .toList();
  }

  /** Ends a plan and records the result; does nothing if the plan has already ended. */
  @Transactional
  public void finish(RollingDrain plan) {
    if (!plans.finish(plan)) {
      return;
    }
    List<RollingDrainClient> clients = plans.clientsOf(plan.id());
    audit.record(
        plan.actor(),
        "nomad.plan.finished",
        target(plan),
        count(clients, RollingDrainClient.State.FAILED) == 0,
        Map.of(
            "done",
            count(clients, RollingDrainClient.State.DONE),
            "failed",
            count(clients, RollingDrainClient.State.FAILED),
            "skipped",
            count(clients, RollingDrainClient.State.SKIPPED)));
  }

  private static long count(List<RollingDrainClient> clients, RollingDrainClient.State state) {
    return clients.stream().filter(client -> client.state() == state).count();
  }

  private static Target target(RollingDrain plan) {
    return Target.of("drain-plan", plan.id().toString(), plan.reason());
  }
}
