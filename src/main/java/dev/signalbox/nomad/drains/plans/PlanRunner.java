package dev.signalbox.nomad.drains.plans;

import dev.signalbox.nomad.NomadCluster;
import dev.signalbox.nomad.drains.ClientDrain;
import dev.signalbox.nomad.drains.ClientEligibility;
import dev.signalbox.nomad.drains.DrainOutcome;
import dev.signalbox.nomad.drains.EligibilityOutcome;
import dev.signalbox.nomad.drains.Leaving;
import dev.signalbox.nomad.drains.OneInstance;
import dev.signalbox.nomad.drains.Readiness;
import dev.signalbox.nomad.queue.WaitingReasons;
import dev.signalbox.outside.OutsideWorldException;
import dev.signalbox.web.Moment;
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
 * Advances the plans, one instance at a time. What it is about to do is written down first; what
 * fails is looked at again and tried again, later each time, since every try stands in the audit
 * log. A refusal pauses the plan, and so does what fails too often.
 */
@Component
class PlanRunner {

  /** Any number that no other lock has. */
  static final long LOCK = 0xd7a2;

  private static final Duration PATIENCE = Duration.ofSeconds(2);

  /** So often in a row Nomad may fail, which takes about twenty minutes. */
  static final int TRIES = 8;

  private static final Duration FIRST_PAUSE = Duration.ofSeconds(10);
  private static final Logger log = LoggerFactory.getLogger(PlanRunner.class);

  private final Plans plans;
  private final PlanClients planClients;
  private final NomadCluster cluster;
  private final WaitingReasons reasons;
  private final ClientDrain drain;
  private final ClientEligibility eligibility;
  private final Leaving leaving;
  private final OneInstance oneInstance;
  private final PlanChange change;
  private final TransactionTemplate transaction;
  private final Clock clock;

  PlanRunner(
      Plans plans,
      PlanClients planClients,
      NomadCluster cluster,
      WaitingReasons reasons,
      ClientDrain drain,
      ClientEligibility eligibility,
      Leaving leaving,
      OneInstance oneInstance,
      PlanChange change,
      TransactionTemplate transaction,
      Clock clock) {
    this.plans = plans;
    this.planClients = planClients;
    this.cluster = cluster;
    this.reasons = reasons;
    this.drain = drain;
    this.eligibility = eligibility;
    this.leaving = leaving;
    this.oneInstance = oneInstance;
    this.change = change;
    this.transaction = transaction;
    this.clock = clock;
  }

  @Scheduled(fixedDelayString = "PT5S", initialDelayString = "PT10S")
  void work() {
    if (!plans.open().isEmpty()) {
      oneInstance.work(LOCK, () -> plans.open().forEach(this::advance));
    }
  }

  /** Does what is next in a plan; never throws for what Nomad does. */
  void advance(DrainPlan plan) {
    // others were advanced since the list was read, which takes its time: it may be aborted now
    plans.find(plan.id()).filter(DrainPlan::open).ifPresent(this::advanceAsItIs);
  }

  private void advanceAsItIs(DrainPlan plan) {
    boolean acts = plan.mayAct(clock.instant());
    if (!Readiness.holds(cluster.trust())) {
      if (acts) {
        plans.waits(
            plan, "The picture of the cluster is not up to date; nothing is done until it is.");
      }
      return;
    }
    List<PlanClient> clients = planClients.of(plan.id());
    Decided decided =
        Objects.requireNonNull(transaction.execute(status -> decide(plan, clients, acts)));
    List<PlanStep> steps = decided.steps();
    steps.stream().filter(step -> !step.acts()).forEach(step -> take(plan, clients, step));
    if (!acts) {
      return;
    }
    try {
      steps.stream().flatMap(PlanRunner::letIn).forEach(client -> letIn(plan, client));
      drain(plan, decided.begun());
      plans.recovered(plan);
      if (steps.stream().noneMatch(PlanStep.Wait.class::isInstance)) {
        plans.waits(plan, "");
      }
    } catch (OutsideWorldException.Refused e) {
      log.warn("Plan {} is paused: {}", plan.id(), e.getMessage());
      change.halt(plan, "Nomad refused: " + e.answered());
    } catch (OutsideWorldException e) {
      log.warn("Plan {} is tried again: {}", plan.id(), e.getMessage());
      failed(plan, e.answered());
    }
  }

  private void failed(DrainPlan plan, String answered) {
    int failures = plan.failures() + 1;
    if (failures >= TRIES) {
      change.halt(plan, "Nomad said " + failures + " times in a row: " + answered);
    } else {
      Duration pause = FIRST_PAUSE.multipliedBy(1L << (failures - 1));
      plans.failed(
          plan,
          "Nomad said: " + answered + ". It is tried again in " + Moment.length(pause) + ".",
          clock.instant().plus(pause));
    }
  }

  /**
   * By how many clients stay, so that nobody else counts them at the same moment.
   *
   * @param acts whether anything may be done at Nomad; otherwise it is only looked
   */
  private Decided decide(DrainPlan plan, List<PlanClient> clients, boolean acts) {
    leaving.lock();
    List<PlanStep> steps =
        PlanStep.next(
                plan,
                clients,
                cluster.view(),
                leaving.clients(),
                leaving.released(),
                Readiness.waiting(reasons),
                clock.instant())
            .stream()
            .filter(step -> acts || !(step.acts() || step instanceof PlanStep.Wait))
            .toList();
    return new Decided(
        steps,
        steps.stream()
            .flatMap(PlanRunner::drained)
            .flatMap(client -> begun(plan, client))
            .toList());
  }

  /**
   * What is to be done.
   *
   * @param begun those to drain; that they begin is written down
   */
  private record Decided(List<PlanStep> steps, List<PlanClient> begun) {}

  private void take(DrainPlan plan, List<PlanClient> clients, PlanStep step) {
    switch (step) {
      case PlanStep.Drain next -> throw new IllegalArgumentException("It is written down first.");
      case PlanStep.LetIn next -> letIn(plan, next.client());
      case PlanStep.Mark mark -> marked(plan, mark.client(), mark.state(), mark.note());
      case PlanStep.Wait wait -> plans.waits(plan, wait.why());
      case PlanStep.Finish finish -> change.finish(plan, clients);
    }
  }

  private static Stream<PlanClient> drained(PlanStep step) {
    return step instanceof PlanStep.Drain next ? Stream.of(next.client()) : Stream.empty();
  }

  private static Stream<PlanClient> letIn(PlanStep step) {
    return step instanceof PlanStep.LetIn next ? Stream.of(next.client()) : Stream.empty();
  }

  /** Several that begin together take no builds first, so that work does not hop among them. */
  private void drain(DrainPlan plan, List<PlanClient> begun) {
    if (begun.size() > 1) {
      begun.forEach(
          client -> eligibility.set(client.clientId(), false, plan.because(operation(client))));
    }
    begun.forEach(client -> drain(plan, client));
  }

  /** Written down before anything is done; nothing when the plan was paused meanwhile. */
  private Stream<PlanClient> begun(DrainPlan plan, PlanClient client) {
    if (client.state() == PlanClient.State.STARTING) {
      return Stream.of(client);
    }
    UUID operation = UUID.randomUUID();
    return planClients.begin(plan.id(), client, operation)
        ? Stream.of(client.starting(operation, clock.instant()))
        : Stream.empty();
  }

  private void drain(DrainPlan plan, PlanClient client) {
    // after a crash nobody knows whether Nomad was told: it is asked first
    DrainOutcome outcome =
        drain.startUnlessArrived(client.clientId(), plan.order(), plan.because(operation(client)));
    switch (outcome) {
      case DrainOutcome.Started started -> told(plan, client, started.index());
      case DrainOutcome.Changed changed -> told(plan, client, changed.index());
      case DrainOutcome.Arrived arrived -> told(plan, client, arrived.client().modifyIndex());
      case DrainOutcome.Down down -> failed(plan, client, "It went down before it was drained.");
      case DrainOutcome.Gone gone -> failed(plan, client, "Nomad knows it no more.");
    }
  }

  private static UUID operation(PlanClient client) {
    return Objects.requireNonNull(client.operation());
  }

  private void told(DrainPlan plan, PlanClient client, long index) {
    if (!planClients.draining(plan.id(), client, index)) {
      log.warn("Somebody else went on with {} in plan {}.", client.name(), plan.id());
    }
    if (index > 0 && !cluster.awaits(index, PATIENCE)) {
      log.debug("The view comes to index {} later.", index);
    }
  }

  private void failed(DrainPlan plan, PlanClient client, String why) {
    marked(plan, client, PlanClient.State.FAILED, why);
  }

  private boolean marked(DrainPlan plan, PlanClient client, PlanClient.State state, String note) {
    boolean marked = planClients.mark(plan.id(), client, state, note);
    if (!marked) {
      log.warn("Somebody else went on with {} in plan {}.", client.name(), plan.id());
    }
    return marked;
  }

  private void letIn(DrainPlan plan, PlanClient drained) {
    if (!marked(plan, drained, PlanClient.State.RESTORING, "")) {
      return;
    }
    PlanClient client = drained.restoring();
    switch (eligibility.set(client.clientId(), true, plan.because(operation(client)))) {
      case EligibilityOutcome.Done done ->
          marked(plan, client, PlanClient.State.DONE, "It takes builds again.");
      case EligibilityOutcome.AlreadySo already ->
          marked(plan, client, PlanClient.State.DONE, "It takes builds again.");
      case EligibilityOutcome.Draining draining ->
          failed(plan, client, "Drained, but somebody drains it anew.");
      case EligibilityOutcome.Released released ->
          marked(plan, client, PlanClient.State.DONE, PlanStep.RELEASED);
      case EligibilityOutcome.Gone gone ->
          failed(plan, client, "Drained, but Nomad knows it no more.");
    }
  }
}
