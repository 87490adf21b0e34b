package dev.signalbox.nomad.drains.plans;

import dev.signalbox.nomad.Allocation;
import dev.signalbox.nomad.BuildTimes;
import dev.signalbox.nomad.ClusterView;
import dev.signalbox.nomad.NomadCluster;
import dev.signalbox.nomad.NomadLinks;
import dev.signalbox.nomad.TrustLine;
import dev.signalbox.nomad.drains.DeadlineChoice;
import dev.signalbox.web.Act;
import dev.signalbox.web.Moment;
import dev.signalbox.web.Status;
import dev.signalbox.web.Visitor;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How far a plan is, ready to print.
 *
 * @param waits why nothing goes on, or null
 * @param eta how long it still takes, or null where that is not known
 * @param turn pausing or resuming, or null when it is over
 * @param turnsTo what that button wants
 */
record PlanPage(
    String id,
    String reason,
    String truth,
    TrustLine trust,
    Status status,
    @Nullable String waits,
    @Nullable String eta,
    String rules,
    String after,
    Moment created,
    @Nullable Moment ended,
    String who,
    long over,
    int all,
    String progress,
    @Nullable Act turn,
    String turnsTo,
    @Nullable Act abort,
    List<Line> clients) {

  static PlanPage of(
      DrainPlan plan,
      List<PlanClient> clients,
      NomadCluster cluster,
      Optional<BuildTimes> times,
      Visitor visitor,
      Clock clock) {
    ClusterView view = cluster.view();
    boolean decided =
        plan.state() == DrainPlan.State.ABORTED || plan.state() == DrainPlan.State.FINISHED;
    boolean running = plan.state() == DrainPlan.State.RUNNING;
    return new PlanPage(
        plan.id().toString(),
        plan.reason(),
        PlanWords.progress(clients),
        TrustLine.of(cluster.trust(), clock),
        PlanWords.of(plan),
        plan.waits().isEmpty() ? null : plan.waits(),
        eta(plan, clients, view, times, clock.instant()),
        rules(plan),
        plan.eligibleAfter()
            ? "Each takes builds again once it is drained."
            : "Each stays out once it is drained.",
        Moment.of(plan.createdAt(), clock),
        Moment.ofNullable(plan.endedAt(), clock),
        Objects.requireNonNullElse(plan.actor().name(), plan.actor().id()),
        clients.stream().filter(client -> client.state().over()).count(),
        clients.size(),
        PlanWords.progress(clients),
        decided ? null : Act.of(running ? "Pause this plan" : "Resume this plan", visitor, null),
        running ? "paused" : "running",
        decided ? null : Act.of("Abort this plan", visitor, null),
        clients.stream()
            .map(client -> Line.of(client, view.buildsOn(client.clientId()).size(), clock))
            .toList());
  }

  private static String rules(DrainPlan plan) {
    return plan.atOnce()
        + " at a time · at least "
        + plan.keepReady()
        + " of each kind stay ready · deadline "
        + new DeadlineChoice(plan.deadline()).words()
        + (plan.waitForQueue() ? " · only while nothing waits for room" : "");
  }

  private static @Nullable String eta(
      DrainPlan plan,
      List<PlanClient> clients,
      ClusterView view,
      Optional<BuildTimes> times,
      Instant now) {
    if (!plan.open()) {
      return null;
    }
    List<Duration> running =
        clients.stream()
            .filter(client -> client.state().atWork())
            .flatMap(client -> view.buildsOn(client.clientId()).stream())
            .flatMap(build -> left(build, times, now))
            .toList();
    return PlanEta.of(plan, clients, running, now).map(Moment::length).orElse(null);
  }

  private static Stream<Duration> left(Allocation build, Optional<BuildTimes> times, Instant now) {
    Instant began = Objects.requireNonNullElse(build.startedAt(), build.createdAt());
    return times
        .flatMap(known -> known.of(build))
        .map(known -> Duration.between(now, began.plus(known.nearlyAll())))
        .filter(Duration::isPositive)
        .stream();
  }

  /** One client of the plan. */
  record Line(
      int position,
      String id,
      String name,
      String url,
      Status status,
      String note,
      @Nullable Moment started,
      @Nullable String took) {

    static Line of(PlanClient client, int left, Clock clock) {
      @Nullable Instant began = client.startedAt();
      @Nullable Instant ended = client.endedAt();
      return new Line(
          client.position(),
          client.clientId(),
          client.name(),
          NomadLinks.client(client.clientId()),
          PlanWords.of(client, left),
          client.note(),
          Moment.ofNullable(began, clock),
          began == null || ended == null ? null : Moment.length(Duration.between(began, ended)));
    }
  }
}
