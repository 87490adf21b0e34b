package dev.signalbox.nomad.drains.plans;

import dev.signalbox.audit.AuditLog;
import dev.signalbox.audit.CurrentActor;
import dev.signalbox.audit.Target;
import dev.signalbox.nomad.Client;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Makes plans, and says what becomes of them. */
@Component
class PlanChange {

  private final Plans plans;
  private final PlanClients planClients;
  private final AuditLog audit;
  private final CurrentActor actors;
  private final Clock clock;

  PlanChange(
      Plans plans, PlanClients planClients, AuditLog audit, CurrentActor actors, Clock clock) {
    this.plans = plans;
    this.planClients = planClients;
    this.audit = audit;
    this.actors = actors;
    this.clock = clock;
  }

  /** Makes a plan of those clients, in that order; it begins within seconds. */
  @Transactional
  public DrainPlan create(PlanForm form, List<Client> chosen) {
    DrainPlan plan =
        new DrainPlan(
            UUID.randomUUID(),
            form.reason().strip(),
            form.atOnceOr(1),
            form.keepReadyOr(0),
            form.choice().deadline(),
            form.ignoresSystemJobs(),
            Boolean.TRUE.equals(form.eligibleAfter()),
            Boolean.TRUE.equals(form.waitForQueue()),
            DrainPlan.State.RUNNING,
            "",
            actors.actor(),
            clock.instant().truncatedTo(ChronoUnit.MICROS),
            null,
            false,
            0,
            null);
    List<PlanClient> clients =
        IntStream.range(0, chosen.size())
            .mapToObj(i -> PlanClient.waiting(i + 1, chosen.get(i).id(), chosen.get(i).name()))
            .toList();
    plans.add(plan, clients);
    Map<String, Object> payload = new HashMap<>();
    payload.put("reason", plan.reason());
    payload.put("clients", clients.stream().map(PlanClient::clientId).toList());
    payload.put("at_once", plan.atOnce());
    payload.put("keep_ready", plan.keepReady());
    payload.put("deadline", form.choice().words());
    payload.put("eligible_after", plan.eligibleAfter());
    audit.record("nomad.plan.created", target(plan), payload);
    return plan;
  }

  /** Pauses, resumes or aborts a plan. */
  @Transactional
  public PlanOutcome want(UUID id, DrainPlan.State wanted) {
    DrainPlan plan = plans.find(id).orElseThrow();
    if (plan.state() == wanted) {
      return new PlanOutcome.AlreadySo(plan);
    }
    boolean decided =
        plan.state() == DrainPlan.State.ABORTED || plan.state() == DrainPlan.State.FINISHED;
    if (decided || !plans.change(id, plan.state(), wanted)) {
      return new PlanOutcome.Over(plan);
    }
    audit.record(
        switch (wanted) {
          case RUNNING -> "nomad.plan.resumed";
          case PAUSED -> "nomad.plan.paused";
          case ABORTED -> "nomad.plan.aborted";
          case FINISHED -> throw new IllegalArgumentException("A plan finishes by itself.");
        },
        target(plan),
        Map.of("before", plan.state().name()));
    return new PlanOutcome.Done(plan);
  }

  /**
   * Pauses a plan that cannot go on, in the name of whoever made it: nothing more is done at Nomad
   * until somebody resumes it. Of an aborted one, which nobody resumes, the clients are given up
   * that only Nomad could help.
   */
  @Transactional
  public void halt(DrainPlan plan, String why) {
    if (plan.state() == DrainPlan.State.ABORTED) {
      planClients.of(plan.id()).stream()
          .filter(client -> client.state().needsNomad())
          .forEach(client -> planClients.mark(plan.id(), client, PlanClient.State.FAILED, why));
    } else if (plans.halt(plan.id(), why) && plan.state() == DrainPlan.State.RUNNING) {
      audit.record(plan.actor(), "nomad.plan.paused", target(plan), false, Map.of("reason", why));
    }
  }

  /** Writes down that nothing is left to do, and what came of it; once. */
  @Transactional
  public void finish(DrainPlan plan, List<PlanClient> clients) {
    if (!plans.end(plan)) {
      return;
    }
    audit.record(
        plan.actor(),
        "nomad.plan.finished",
        target(plan),
        count(clients, PlanClient.State.FAILED) == 0,
        Map.of(
            "done",
            count(clients, PlanClient.State.DONE),
            "failed",
            count(clients, PlanClient.State.FAILED),
            "skipped",
            count(clients, PlanClient.State.SKIPPED)));
  }

  private static long count(List<PlanClient> clients, PlanClient.State state) {
    return clients.stream().filter(client -> client.state() == state).count();
  }

  private static Target target(DrainPlan plan) {
    return Target.of("drain-plan", plan.id().toString(), plan.reason());
  }
}
