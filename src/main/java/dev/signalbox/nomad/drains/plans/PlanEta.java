package dev.signalbox.nomad.drains.plans;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How long a plan still takes, by how long its own clients took so far. */
final class PlanEta {

  private PlanEta() {}

  /**
   * The time left; empty while nothing was measured, and where nothing is left.
   *
   * @param running how long those that drain now need at most by past builds, as far as that is
   *     known; used until the first client is done
   */
  static Optional<Duration> of(
      DrainPlan plan, List<PlanClient> clients, Collection<Duration> running, Instant now) {
    List<PlanClient> left = clients.stream().filter(client -> !client.state().over()).toList();
    if (left.isEmpty()) {
      return Optional.empty();
    }
    @Nullable Duration each = measured(clients);
    if (each == null) {
      each = running.stream().max(Duration::compareTo).orElse(null);
    }
    if (each == null) {
      return Optional.empty();
    }
    long waiting = left.stream().filter(client -> !client.state().atWork()).count();
    long rounds = Math.ceilDiv(waiting, plan.atOnce());
    Duration usual = each;
    Duration current =
        left.stream()
            .filter(client -> client.state().atWork() && client.startedAt() != null)
            .map(
                client ->
                    usual.minus(Duration.between(Objects.requireNonNull(client.startedAt()), now)))
            .filter(Duration::isPositive)
            .max(Duration::compareTo)
            .orElse(Duration.ZERO);
    return Optional.of(current.plus(each.multipliedBy(rounds)));
  }

  private static @Nullable Duration measured(List<PlanClient> clients) {
    List<Duration> took =
        clients.stream()
            .filter(client -> client.state() == PlanClient.State.DONE)
            .filter(client -> client.startedAt() != null && client.endedAt() != null)
            .map(
                client ->
                    Duration.between(
                        Objects.requireNonNull(client.startedAt()),
                        Objects.requireNonNull(client.endedAt())))
            .toList();
    return took.isEmpty()
        ? null
        : took.stream().reduce(Duration.ZERO, Duration::plus).dividedBy(took.size());
  }
}
