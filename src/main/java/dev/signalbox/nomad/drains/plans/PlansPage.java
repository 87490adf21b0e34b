package dev.signalbox.nomad.drains.plans;

import dev.signalbox.web.Act;
import dev.signalbox.web.Empty;
import dev.signalbox.web.Moment;
import dev.signalbox.web.Status;
import dev.signalbox.web.Visitor;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The rolling drains, ready to print. */
record PlansPage(String truth, Act create, List<Line> plans, @Nullable Empty empty) {

  static PlansPage of(
      List<DrainPlan> plans,
      Function<DrainPlan, List<PlanClient>> clients,
      Visitor visitor,
      Clock clock) {
    long open = plans.stream().filter(DrainPlan::open).count();
    return new PlansPage(
        open == 0
            ? "Nothing is being drained by a plan"
            : open == 1 ? "1 goes on" : open + " go on",
        Act.of("Plan a rolling drain", visitor, null),
        plans.stream().map(plan -> Line.of(plan, clients.apply(plan), clock)).toList(),
        plans.isEmpty()
            ? new Empty(
                "No rolling drain was planned yet",
                "A plan drains many clients, some at a time, and keeps enough of them ready.",
                null,
                null)
            : null);
  }

  /** One plan in the list. */
  record Line(
      String id,
      String url,
      String reason,
      String who,
      Status status,
      String waits,
      long over,
      int all,
      String progress,
      Moment created) {

    static Line of(DrainPlan plan, List<PlanClient> clients, Clock clock) {
      return new Line(
          plan.id().toString(),
          "/nomad/plans/" + plan.id(),
          plan.reason(),
          Objects.requireNonNullElse(plan.actor().name(), plan.actor().id()),
          PlanWords.of(plan),
          plan.waits(),
          clients.stream().filter(client -> client.state().over()).count(),
          clients.size(),
          PlanWords.progress(clients),
          Moment.of(plan.createdAt(), clock));
    }
  }
}
