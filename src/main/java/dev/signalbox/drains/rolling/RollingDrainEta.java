package dev.signalbox.drains.rolling;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Estimates the remaining time of a plan from the duration of its finished drains. */
final class RollingDrainEta {

  private RollingDrainEta() {}

  /**
   * Estimates the remaining time; empty if there is no data or no client is left.
   *
   * @param running estimated remaining durations of the builds on the draining clients, used until
   *     the first drain has finished
   */
  static Optional<Duration> of(
      RollingDrain plan,
      List<RollingDrainClient> clients,
      Collection<Duration> running,
      Instant now) {
    List<RollingDrainClient> left =
        clients.stream().filter(client -> !client.state().isFinished()).toList();
    if (left.isEmpty()) {
      return Optional.empty();
    }
    @Nullable Duration each = averageDuration(clients);
    if (each == null) {
      each = running.stream().max(Duration::compareTo).orElse(null);
    }
    if (each == null) {
      return Optional.empty();
    }
    long waiting = left.stream().filter(client -> !client.state().isActive()).count();
    long rounds = Math.ceilDiv(waiting, plan.batchSize());
    Duration perClient = each;
    Duration current =
        left.stream()
            .filter(client -> client.state().isActive() && client.startedAt() != null)
            .map(
                client ->
                    perClient.minus(
                        Duration.between(Objects.requireNonNull(client.startedAt()), now)))
            .filter(Duration::isPositive)
            .max(Duration::compareTo)
            .orElse(Duration.ZERO);
    return Optional.of(current.plus(each.multipliedBy(rounds)));
  }

  private static @Nullable Duration averageDuration(List<RollingDrainClient> clients) {
    List<Duration> took =
        clients.stream()
            .filter(client -> client.state() == RollingDrainClient.State.DONE)
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
