package dev.signalbox.drains.rolling;

import dev.signalbox.drains.CapacityReserve;
import dev.signalbox.drains.DrainProgress;
import dev.signalbox.nomad.Client;
import dev.signalbox.nomad.Client.LastDrain;
import dev.signalbox.nomad.ClientStatus;
import dev.signalbox.nomad.ClusterSnapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The next step of a rolling drain. It is computed from the database and the snapshot only, so any
 * instance computes the same step, also after a crash.
 */
sealed interface RollingDrainStep {

  /** Drains a client, unless Nomad has already received the request. */
  record Drain(RollingDrainClient client) implements RollingDrainStep {}

  record MarkEligible(RollingDrainClient client) implements RollingDrainStep {}

  record SetState(RollingDrainClient client, RollingDrainClient.State state, String note)
      implements RollingDrainStep {}

  /** Starts no further drains, for a reason that is shown to the user. */
  record Wait(String why) implements RollingDrainStep {}

  record Finish() implements RollingDrainStep {}

  String RELEASED = "Being released.";

  String ELIGIBLE = "Eligible again.";

  /** The note of a client whose drain had not started when the plan was aborted. */
  String ABORTED = "Rolling drain aborted before this client was drained.";

  /** Whether the step sends a request to Nomad. */
  default boolean changesNomad() {
    return this instanceof Drain || this instanceof MarkEligible;
  }

  /**
   * Computes the next steps, in order.
   *
   * @param snapshot a fresh snapshot
   * @param leaving ids of all clients that are being taken out of service, including this plan's
   * @param released ids of the clients that are being released and must stay ineligible
   * @param queued number of jobs that are queued for capacity
   */
  static List<RollingDrainStep> next(
      RollingDrain plan,
      List<RollingDrainClient> clients,
      ClusterSnapshot snapshot,
      Set<String> leaving,
      Set<String> released,
      int queued,
      Instant now) {
    List<RollingDrainStep> steps = new ArrayList<>();
    for (RollingDrainClient client : clients) {
      if (client.state().isActive()) {
        @Nullable RollingDrainStep step = next(plan, client, snapshot, released, now);
        if (step != null) {
          steps.add(step);
        }
      }
    }
    boolean waiting = clients.stream().anyMatch(c -> c.state() == RollingDrainClient.State.WAITING);
    boolean active = clients.stream().anyMatch(c -> c.state().isActive());
    if (plan.state() == RollingDrain.State.RUNNING && waiting) {
      steps.addAll(startable(plan, clients, snapshot, leaving, queued));
    } else if (plan.state() == RollingDrain.State.ABORTED && waiting) {
      clients.stream()
          .filter(client -> client.state() == RollingDrainClient.State.WAITING)
          .forEach(
              client -> steps.add(new SetState(client, RollingDrainClient.State.SKIPPED, ABORTED)));
    } else if (!waiting && !active) {
      steps.add(new Finish());
    }
    return steps;
  }

  /** The next step of a client that is in progress, or null to wait. */
  private static @Nullable RollingDrainStep next(
      RollingDrain plan,
      RollingDrainClient client,
      ClusterSnapshot snapshot,
      Set<String> released,
      Instant now) {
    @Nullable Client current = snapshot.client(client.clientId()).orElse(null);
    boolean beingReleased = released.contains(client.clientId());
    return switch (client.state()) {
      case STARTING -> nextAfterStarting(plan, client, current, beingReleased);
      case RESTORING -> nextAfterRestoring(client, current, beingReleased);
      case DRAINING ->
          nextAfterDraining(
              plan,
              client,
              beingReleased,
              DrainProgress.of(
                  current,
                  snapshot.buildsOn(client.clientId()),
                  client.writeIndex(),
                  Objects.requireNonNullElse(client.startedAt(), now),
                  now));
      case WAITING, DONE, FAILED, SKIPPED -> null;
    };
  }

  /** Nomad may not have received the drain yet; {@link Drain} checks that before it is sent. */
  private static RollingDrainStep nextAfterStarting(
      RollingDrain plan,
      RollingDrainClient client,
      @Nullable Client current,
      boolean beingReleased) {
    if (beingReleased) {
      return new SetState(client, RollingDrainClient.State.DONE, RELEASED);
    }
    if (current == null || isApplied(plan, client, current)) {
      return new Drain(client);
    }
    if (current.draining()) {
      // another user's drain started first and may have a longer deadline
      return new SetState(client, RollingDrainClient.State.SKIPPED, drainedBy(current));
    }
    if (plan.state() != RollingDrain.State.ABORTED) {
      return new Drain(client);
    }
    return client.wasEligible() && !current.eligible()
        ? new MarkEligible(client)
        : new SetState(client, RollingDrainClient.State.SKIPPED, ABORTED);
  }

  private static boolean isApplied(RollingDrain plan, RollingDrainClient client, Client current) {
    boolean hasNoMetadata = current.lastDrain() == null && current.draining();
    return hasNoMetadata
        || plan.context(Objects.requireNonNull(client.operation())).hasStartedLastDrainOf(current);
  }

  private static @Nullable RollingDrainStep nextAfterDraining(
      RollingDrain plan, RollingDrainClient client, boolean beingReleased, DrainProgress progress) {
    return switch (progress) {
      case DrainProgress.NotVisible notSeen -> null;
      case DrainProgress.InProgress going -> null;
      case DrainProgress.Stopping stopping -> null;
      case DrainProgress.Complete complete -> complete(plan, client, beingReleased);
      case DrainProgress.Canceled cancelled ->
          failed(client, "Drain canceled outside this rolling drain.");
      case DrainProgress.Down down -> failed(client, "Went down while draining.");
      case DrainProgress.Gone unavailable -> failed(client, "No longer in Nomad.");
    };
  }

  private static RollingDrainStep complete(
      RollingDrain plan, RollingDrainClient client, boolean beingReleased) {
    if (beingReleased) {
      return new SetState(client, RollingDrainClient.State.DONE, RELEASED);
    }
    if (plan.eligibleAfter() && client.wasEligible()) {
      return new MarkEligible(client);
    }
    return new SetState(
        client,
        RollingDrainClient.State.DONE,
        plan.eligibleAfter() ? "Ineligible, as before the drain." : "Ineligible.");
  }

  private static RollingDrainStep nextAfterRestoring(
      RollingDrainClient client, @Nullable Client current, boolean beingReleased) {
    if (beingReleased) {
      return new SetState(client, RollingDrainClient.State.DONE, RELEASED);
    }
    if (current == null) {
      return failed(client, "Drained, but no longer in Nomad.");
    }
    return current.eligible() && !current.draining()
        ? new SetState(client, RollingDrainClient.State.DONE, ELIGIBLE)
        : new MarkEligible(client);
  }

  private static SetState failed(RollingDrainClient client, String why) {
    return new SetState(client, RollingDrainClient.State.FAILED, why);
  }

  /** The drains that may start now, and the reason why no further one may. */
  private static List<RollingDrainStep> startable(
      RollingDrain plan,
      List<RollingDrainClient> clients,
      ClusterSnapshot snapshot,
      Set<String> leaving,
      int queued) {
    List<RollingDrainStep> steps = new ArrayList<>();
    Set<String> unavailable = new HashSet<>(leaving);
    long active = clients.stream().filter(client -> client.state().isActive()).count();
    for (RollingDrainClient client : clients) {
      if (client.state() != RollingDrainClient.State.WAITING) {
        continue;
      }
      @Nullable Client current = snapshot.client(client.clientId()).orElse(null);
      @Nullable String skipped = reasonToSkip(current, leaving);
      if (current == null || skipped != null) {
        steps.add(
            new SetState(
                client, RollingDrainClient.State.SKIPPED, Objects.requireNonNull(skipped)));
        continue;
      }
      if (active >= plan.batchSize()) {
        return steps;
      }
      @Nullable String objection =
          reasonToWait(plan, current, CapacityReserve.of(snapshot, unavailable, queued));
      if (objection != null) {
        steps.add(new Wait(objection));
        return steps;
      }
      steps.add(new Drain(client.withEligibility(current.eligible())));
      unavailable.add(client.clientId());
      active++;
    }
    return steps;
  }

  private static @Nullable String reasonToSkip(@Nullable Client current, Set<String> leaving) {
    if (current == null) {
      return "No longer in Nomad.";
    }
    if (current.status() == ClientStatus.DOWN) {
      return "Down.";
    }
    if (leaving.contains(current.id())) {
      return "Already being released or in another rolling drain.";
    }
    return current.draining() ? drainedBy(current) : null;
  }

  private static String drainedBy(Client current) {
    @Nullable LastDrain last = current.lastDrain();
    String who =
        last == null
            ? ""
            : last.meta().getOrDefault("requested_by", last.meta().getOrDefault("drained_by", ""));
    return "Already being drained" + (who.isEmpty() ? "." : " by " + who + ".");
  }

  private static @Nullable String reasonToWait(
      RollingDrain plan, Client client, CapacityReserve reserve) {
    if (plan.waitForQueue() && reserve.queuedJobs() > 0) {
      return reserve.queuedJobs() == 1
          ? "Waiting: 1 job is queued."
          : "Waiting: " + reserve.queuedJobs() + " jobs are queued.";
    }
    return reserve.includes(client) && reserve.remainingWithout(client) < plan.keepReady()
        ? "Waiting: "
            + reserve.similarCount(client)
            + " ready "
            + CapacityReserve.describeGroup(client)
            + ", minimum is "
            + plan.keepReady()
            + "."
        : null;
  }
}
