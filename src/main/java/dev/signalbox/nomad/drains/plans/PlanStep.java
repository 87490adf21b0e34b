package dev.signalbox.nomad.drains.plans;

import dev.signalbox.nomad.Client;
import dev.signalbox.nomad.Client.LastDrain;
import dev.signalbox.nomad.ClientStatus;
import dev.signalbox.nomad.ClusterView;
import dev.signalbox.nomad.drains.DrainProgress;
import dev.signalbox.nomad.drains.Readiness;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is to be done next in a plan. Decided from what is written down and what Nomad shows, never
 * from what an instance remembers, so it is the same after a crash.
 */
sealed interface PlanStep {

  /** Drains a client; one that is starting already is looked at first. */
  record Drain(PlanClient client) implements PlanStep {}

  /** Lets a drained client take builds again. */
  record LetIn(PlanClient client) implements PlanStep {}

  /** Writes down where a client stands. */
  record Mark(PlanClient client, PlanClient.State state, String note) implements PlanStep {}

  /** Nothing further is begun, for a reason that whoever looks is told. */
  record Wait(String why) implements PlanStep {}

  /** Nothing is left to do. */
  record Finish() implements PlanStep {}

  /** Said where a release goes on with what a plan began. */
  String RELEASED = "A release takes it out.";

  /** Whether it changes something at Nomad. */
  default boolean acts() {
    return this instanceof Drain || this instanceof LetIn;
  }

  /**
   * The steps, in order.
   *
   * @param view one that can be trusted
   * @param leaving all clients that the console is taking out, this plan's among them
   * @param released those of them that a release takes out, which nobody lets in again
   * @param forRoom how many jobs wait for room
   */
  static List<PlanStep> next(
      DrainPlan plan,
      List<PlanClient> clients,
      ClusterView view,
      Set<String> leaving,
      Set<String> released,
      int forRoom,
      Instant now) {
    List<PlanStep> steps = new ArrayList<>();
    for (PlanClient client : clients) {
      if (client.state().atWork()) {
        @Nullable PlanStep step = onward(plan, client, view, released, now);
        if (step != null) {
          steps.add(step);
        }
      }
    }
    boolean waiting = clients.stream().anyMatch(c -> c.state() == PlanClient.State.WAITING);
    boolean atWork = clients.stream().anyMatch(c -> c.state().atWork());
    if (plan.state() == DrainPlan.State.RUNNING && waiting) {
      steps.addAll(begun(plan, clients, view, leaving, forRoom));
    } else if (plan.state() == DrainPlan.State.ABORTED && waiting) {
      clients.stream()
          .filter(client -> client.state() == PlanClient.State.WAITING)
          .forEach(
              client ->
                  steps.add(
                      new Mark(client, PlanClient.State.SKIPPED, "The plan was aborted first.")));
    } else if (!waiting && !atWork) {
      steps.add(new Finish());
    }
    return steps;
  }

  /** What a client that is at work needs, or null for nothing but time. */
  private static @Nullable PlanStep onward(
      DrainPlan plan, PlanClient client, ClusterView view, Set<String> released, Instant now) {
    @Nullable Client seen = view.client(client.clientId()).orElse(null);
    boolean leaves = released.contains(client.clientId());
    return switch (client.state()) {
      case STARTING -> started(plan, client, seen, leaves);
      case RESTORING -> restored(client, seen, leaves);
      case DRAINING ->
          drained(
              plan,
              client,
              leaves,
              DrainProgress.of(
                  seen,
                  view.buildsOn(client.clientId()),
                  client.writeIndex(),
                  Objects.requireNonNullElse(client.startedAt(), now),
                  now));
      case WAITING, DONE, FAILED, SKIPPED -> null;
    };
  }

  /** Whether Nomad was told of its drain is not known: the drain itself asks. */
  private static PlanStep started(
      DrainPlan plan, PlanClient client, @Nullable Client seen, boolean leaves) {
    if (leaves) {
      return new Mark(client, PlanClient.State.DONE, RELEASED);
    }
    if (seen == null || arrived(plan, client, seen)) {
      return new Drain(client);
    }
    if (seen.draining()) {
      // somebody else's drain, begun before this one could be: theirs may wait for builds
      return new Mark(client, PlanClient.State.SKIPPED, drainedBy(seen));
    }
    if (plan.state() != DrainPlan.State.ABORTED) {
      return new Drain(client);
    }
    return client.wasEligible() && !seen.eligible()
        ? new LetIn(client)
        : new Mark(client, PlanClient.State.SKIPPED, "The plan was aborted first.");
  }

  private static boolean arrived(DrainPlan plan, PlanClient client, Client seen) {
    boolean untold = seen.lastDrain() == null && seen.draining();
    return untold || plan.because(Objects.requireNonNull(client.operation())).isSeenAt(seen);
  }

  private static @Nullable PlanStep drained(
      DrainPlan plan, PlanClient client, boolean leaves, DrainProgress progress) {
    return switch (progress) {
      case DrainProgress.NotSeen notSeen -> null;
      case DrainProgress.Going going -> null;
      case DrainProgress.Stopping stopping -> null;
      case DrainProgress.Complete complete -> complete(plan, client, leaves);
      case DrainProgress.Cancelled cancelled ->
          failed(client, "Somebody ended its drain elsewhere.");
      case DrainProgress.Down down -> failed(client, "It went down while it drained.");
      case DrainProgress.Gone gone -> failed(client, "Nomad knows it no more.");
    };
  }

  private static PlanStep complete(DrainPlan plan, PlanClient client, boolean leaves) {
    if (leaves) {
      return new Mark(client, PlanClient.State.DONE, RELEASED);
    }
    if (plan.eligibleAfter() && client.wasEligible()) {
      return new LetIn(client);
    }
    return new Mark(
        client,
        PlanClient.State.DONE,
        plan.eligibleAfter()
            ? "It stays out of scheduling, where it was before."
            : "It stays out of scheduling.");
  }

  private static PlanStep restored(PlanClient client, @Nullable Client seen, boolean leaves) {
    if (leaves) {
      return new Mark(client, PlanClient.State.DONE, RELEASED);
    }
    if (seen == null) {
      return failed(client, "Drained, but Nomad knows it no more.");
    }
    return seen.eligible() && !seen.draining()
        ? new Mark(client, PlanClient.State.DONE, "It takes builds again.")
        : new LetIn(client);
  }

  private static Mark failed(PlanClient client, String why) {
    return new Mark(client, PlanClient.State.FAILED, why);
  }

  /** As many of those that wait as may begin now, and why not more. */
  private static List<PlanStep> begun(
      DrainPlan plan,
      List<PlanClient> clients,
      ClusterView view,
      Set<String> leaving,
      int forRoom) {
    List<PlanStep> steps = new ArrayList<>();
    Set<String> gone = new HashSet<>(leaving);
    long atWork = clients.stream().filter(client -> client.state().atWork()).count();
    for (PlanClient client : clients) {
      if (client.state() != PlanClient.State.WAITING) {
        continue;
      }
      @Nullable Client seen = view.client(client.clientId()).orElse(null);
      @Nullable String pointless = pointless(seen, leaving);
      if (seen == null || pointless != null) {
        steps.add(new Mark(client, PlanClient.State.SKIPPED, Objects.requireNonNull(pointless)));
        continue;
      }
      if (atWork >= plan.atOnce()) {
        return steps;
      }
      @Nullable String objection = objection(plan, seen, Readiness.of(view, gone, forRoom));
      if (objection != null) {
        steps.add(new Wait(objection));
        return steps;
      }
      steps.add(new Drain(client.found(seen.eligible())));
      gone.add(client.clientId());
      atWork++;
    }
    return steps;
  }

  private static @Nullable String pointless(@Nullable Client seen, Set<String> leaving) {
    if (seen == null) {
      return "Nomad knows it no more.";
    }
    if (seen.status() == ClientStatus.DOWN) {
      return "It is down.";
    }
    if (leaving.contains(seen.id())) {
      return "A release or another plan takes it out already.";
    }
    return seen.draining() ? drainedBy(seen) : null;
  }

  private static String drainedBy(Client seen) {
    @Nullable LastDrain last = seen.lastDrain();
    String who =
        last == null
            ? ""
            : last.meta().getOrDefault("requested_by", last.meta().getOrDefault("drained_by", ""));
    return "It is being drained already" + (who.isEmpty() ? "." : " by " + who + ".");
  }

  private static @Nullable String objection(DrainPlan plan, Client client, Readiness readiness) {
    if (plan.waitForQueue() && readiness.waiting() > 0) {
      return readiness.waiting() == 1
          ? "A job waits for room in the queue."
          : readiness.waiting() + " jobs wait for room in the queue.";
    }
    return readiness.counts(client) && readiness.without(client) < plan.keepReady()
        ? "Of "
            + readiness.alike(client)
            + " ready clients "
            + Readiness.kind(client)
            + " "
            + plan.keepReady()
            + " have to stay."
        : null;
  }
}
