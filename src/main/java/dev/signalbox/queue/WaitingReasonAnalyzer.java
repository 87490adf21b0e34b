package dev.signalbox.queue;

import dev.signalbox.nomad.ClusterSnapshot;
import dev.signalbox.nomad.Evaluation;
import dev.signalbox.nomad.PlacementFailure;
import dev.signalbox.nomad.Resources;
import dev.signalbox.queue.WaitingReason.BackOff;
import dev.signalbox.queue.WaitingReason.ConstraintsFilterAll;
import dev.signalbox.queue.WaitingReason.ExcludingConstraint;
import dev.signalbox.queue.WaitingReason.FitsOnlyIneligible;
import dev.signalbox.queue.WaitingReason.IneligibleClient;
import dev.signalbox.queue.WaitingReason.NoEligibleClient;
import dev.signalbox.queue.WaitingReason.NoFreeCapacity;
import dev.signalbox.queue.WaitingReason.NotEvaluated;
import dev.signalbox.queue.WaitingReason.QuotaReached;
import dev.signalbox.queue.WaitingReason.Starting;
import dev.signalbox.queue.WaitingReason.TooLarge;
import dev.signalbox.queue.WaitingReason.Unexplained;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Determines why a job is queued. The checks follow the order of Nomad's scheduler: eligible
 * clients, constraints, size and free capacity; then quotas, backoff and a scheduler that does not
 * respond.
 */
final class WaitingReasonAnalyzer {

  /** Evaluations normally take milliseconds; after this time the scheduler counts as blocked. */
  private static final Duration EVALUATION_TIMEOUT = Duration.ofSeconds(30);

  private final WaitingJob waiting;
  private final int ahead;
  private final ClusterSnapshot snapshot;
  private final FreeCapacity.ScopedCapacity capacity;

  private WaitingReasonAnalyzer(WaitingJob waiting, int ahead, ClusterSnapshot snapshot) {
    this.waiting = waiting;
    this.ahead = ahead;
    this.snapshot = snapshot;
    this.capacity = FreeCapacity.of(snapshot).inScope(waiting.scope());
  }

  static WaitingReason of(WaitingJob waiting, int ahead, ClusterSnapshot snapshot, Instant now) {
    return new WaitingReasonAnalyzer(waiting, ahead, snapshot).reason(now);
  }

  private WaitingReason reason(Instant now) {
    @Nullable Evaluation evaluation = waiting.evaluation();
    Optional<WaitingReason> found =
        Stream.<Function<WaitingJob.Group, Optional<WaitingReason>>>of(
                this::checkClients, this::checkConstraints, this::checkResources)
            .flatMap(check -> waiting.groups().stream().flatMap(g -> check.apply(g).stream()))
            .findFirst();
    if (found.isPresent()) {
      return found.get();
    }
    Optional<String> quota = quota(evaluation);
    if (quota.isPresent()) {
      return new QuotaReached(quota.get());
    }
    if (evaluation != null) {
      @Nullable Instant until = evaluation.waitUntil();
      if (until != null && until.isAfter(now)) {
        return new BackOff(until, evaluation.triggeredBy());
      }
      if (waiting.isBlocked()) {
        return new Unexplained(evaluation.statusDescription());
      }
    }
    Instant since = evaluableSince(evaluation);
    return Duration.between(since, now).compareTo(EVALUATION_TIMEOUT) > 0
        ? new NotEvaluated(since)
        : new Starting(since);
  }

  /** Returns since when the scheduler could have evaluated the job. */
  private Instant evaluableSince(@Nullable Evaluation evaluation) {
    if (evaluation == null) {
      return waiting.since();
    }
    @Nullable Instant until = evaluation.waitUntil();
    @Nullable Instant created = evaluation.createdAt();
    return until != null ? until : created != null ? created : waiting.since();
  }

  private Optional<WaitingReason> checkClients(WaitingJob.Group group) {
    @Nullable PlacementFailure failure = group.failure();
    if (failure == null
        || failure.evaluated() > 0
        || failure.exhausted() > 0
        || !failure.quotas().isEmpty()
        || failure.available().values().stream().anyMatch(number -> number > 0)) {
      return Optional.empty();
    }
    return Optional.of(
        new NoEligibleClient(
            waiting.scope(),
            capacity
                .ineligibleLargeEnough(group.requested())
                .map(IneligibleClient::of)
                .orElse(null)));
  }

  private Optional<WaitingReason> checkConstraints(WaitingJob.Group group) {
    @Nullable PlacementFailure failure = group.failure();
    if (failure == null || failure.evaluated() == 0 || failure.filtered() < failure.evaluated()) {
      return Optional.empty();
    }
    return Optional.of(
        new ConstraintsFilterAll(
            failure.filtered(),
            PlacementFailureText.most(failure.constraints()).stream()
                .map(entry -> new ExcludingConstraint(entry.getKey(), entry.getValue()))
                .toList()));
  }

  private Optional<WaitingReason> checkResources(WaitingJob.Group group) {
    @Nullable PlacementFailure failure = group.failure();
    if (failure == null || failure.exhausted() == 0) {
      return Optional.empty();
    }
    Resources requested = group.requested();
    if (isTooLarge(requested)) {
      return Optional.of(
          capacity
              .ineligibleLargeEnough(requested)
              .<WaitingReason>map(
                  client -> new FitsOnlyIneligible(requested, IneligibleClient.of(client)))
              .orElseGet(
                  () ->
                      new TooLarge(
                          requested,
                          capacity.largest(),
                          InstanceTypes.smallestFor(requested, snapshot).orElse(null))));
    }
    if (failure.dimensions().containsKey("disk") && needsLargerDisk(requested)) {
      return Optional.of(new TooLarge(requested, capacity.largest(), null));
    }
    @Nullable IneligibleClient ineligible =
        requested.equals(Resources.NONE)
            ? null
            : capacity.ineligibleFor(requested).map(IneligibleClient::of).orElse(null);
    return Optional.of(
        new NoFreeCapacity(
            dimensions(failure), failure.exhausted(), failure.filtered(), ahead, ineligible));
  }

  private boolean isTooLarge(Resources requested) {
    return !requested.equals(Resources.NONE) && capacity.isKnown() && !capacity.fits(requested);
  }

  private boolean needsLargerDisk(Resources requested) {
    long largest = capacity.largest().disk();
    return largest > 0 && requested.disk() > largest;
  }

  private static List<String> dimensions(PlacementFailure failure) {
    return PlacementFailureText.most(failure.dimensions()).stream().map(Map.Entry::getKey).toList();
  }

  private Optional<String> quota(@Nullable Evaluation evaluation) {
    if (evaluation != null && !evaluation.quotaLimit().isEmpty()) {
      return Optional.of(evaluation.quotaLimit());
    }
    return waiting.groups().stream()
        .flatMap(
            group -> group.failure() == null ? Stream.empty() : group.failure().quotas().stream())
        .findFirst();
  }
}
