package dev.signalbox.nomad.drains.plans;

/** What came of wanting something else of a plan. */
sealed interface PlanOutcome {

  record Done(DrainPlan plan) implements PlanOutcome {}

  /** It was so. */
  record AlreadySo(DrainPlan plan) implements PlanOutcome {}

  /** Nothing is left to decide: it is finished or aborted. */
  record Over(DrainPlan plan) implements PlanOutcome {}
}
