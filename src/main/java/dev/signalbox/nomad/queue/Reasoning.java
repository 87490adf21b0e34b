package dev.signalbox.nomad.queue;

import dev.signalbox.nomad.ClusterView;
import dev.signalbox.nomad.Evaluation;
import dev.signalbox.nomad.PlacementFailure;
import dev.signalbox.nomad.Resources;
import dev.signalbox.nomad.queue.WaitingReason.BackOff;
import dev.signalbox.nomad.queue.WaitingReason.ConstraintsFilterAll;
import dev.signalbox.nomad.queue.WaitingReason.FitsOnlyParked;
import dev.signalbox.nomad.queue.WaitingReason.NeverFits;
import dev.signalbox.nomad.queue.WaitingReason.NoClientHere;
import dev.signalbox.nomad.queue.WaitingReason.Parked;
import dev.signalbox.nomad.queue.WaitingReason.QuotaReached;
import dev.signalbox.nomad.queue.WaitingReason.Ruled;
import dev.signalbox.nomad.queue.WaitingReason.SchedulerSlow;
import dev.signalbox.nomad.queue.WaitingReason.Starting;
import dev.signalbox.nomad.queue.WaitingReason.Untold;
import dev.signalbox.nomad.queue.WaitingReason.WaitsForRoom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Decides in Nomad's own order of questions: is there a client, does one pass, is one large enough
 * and free; then quotas, back-off and the scheduler itself.
 */
final class Reasoning {

  /** The scheduler looks within milliseconds; so long means that it cannot. */
  private static final Duration SLOW = Duration.ofSeconds(30);

  private final Waiting waiting;
  private final int ahead;
  private final ClusterView view;
  private final Room.Here here;

  private Reasoning(Waiting waiting, int ahead, ClusterView view) {
    this.waiting = waiting;
    this.ahead = ahead;
    this.view = view;
    this.here = Room.of(view).in(waiting.scope());
  }

  static WaitingReason of(Waiting waiting, int ahead, ClusterView view, Instant now) {
    return new Reasoning(waiting, ahead, view).reason(now);
  }

  private WaitingReason reason(Instant now) {
    @Nullable Evaluation evaluation = waiting.evaluation();
    Optional<WaitingReason> seen =
        Stream.<Function<Waiting.Group, Optional<WaitingReason>>>of(
                this::noClient, this::constraints, this::size)
            .flatMap(question -> waiting.groups().stream().flatMap(g -> question.apply(g).stream()))
            .findFirst();
    if (seen.isPresent()) {
      return seen.get();
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
      if (waiting.blocked()) {
        return new Untold(evaluation.statusDescription());
      }
    }
    Instant since = lookedFor(evaluation);
    return Duration.between(since, now).compareTo(SLOW) > 0
        ? new SchedulerSlow(since)
        : new Starting(since);
  }

  /** Since when the scheduler could have looked. */
  private Instant lookedFor(@Nullable Evaluation evaluation) {
    if (evaluation == null) {
      return waiting.since();
    }
    @Nullable Instant until = evaluation.waitUntil();
    @Nullable Instant created = evaluation.createdAt();
    return until != null ? until : created != null ? created : waiting.since();
  }

  private Optional<WaitingReason> noClient(Waiting.Group group) {
    @Nullable PlacementFailure failure = group.failure();
    if (failure == null
        || failure.evaluated() > 0
        || failure.exhausted() > 0
        || !failure.quotas().isEmpty()
        || failure.available().values().stream().anyMatch(number -> number > 0)) {
      return Optional.empty();
    }
    return Optional.of(
        new NoClientHere(
            waiting.scope(), here.parkedLargeEnough(group.asked()).map(Parked::of).orElse(null)));
  }

  private Optional<WaitingReason> constraints(Waiting.Group group) {
    @Nullable PlacementFailure failure = group.failure();
    if (failure == null || failure.evaluated() == 0 || failure.filtered() < failure.evaluated()) {
      return Optional.empty();
    }
    return Optional.of(
        new ConstraintsFilterAll(
            failure.filtered(),
            FailureWords.most(failure.constraints()).stream()
                .map(entry -> new Ruled(entry.getKey(), entry.getValue()))
                .toList()));
  }

  private Optional<WaitingReason> size(Waiting.Group group) {
    @Nullable PlacementFailure failure = group.failure();
    if (failure == null || failure.exhausted() == 0) {
      return Optional.empty();
    }
    Resources asked = group.asked();
    if (tooLarge(asked)) {
      return Optional.of(
          here.parkedLargeEnough(asked)
              .<WaitingReason>map(client -> new FitsOnlyParked(asked, Parked.of(client)))
              .orElseGet(
                  () ->
                      new NeverFits(
                          asked, here.most(), MachineSizes.smallestFor(asked, view).orElse(null))));
    }
    if (failure.dimensions().containsKey("disk") && needsLargerDisk(asked)) {
      return Optional.of(new NeverFits(asked, here.most(), null));
    }
    @Nullable Parked parked =
        asked.equals(Resources.NONE) ? null : here.parkedFor(asked).map(Parked::of).orElse(null);
    return Optional.of(
        new WaitsForRoom(
            dimensions(failure), failure.exhausted(), failure.filtered(), ahead, parked));
  }

  private boolean tooLarge(Resources asked) {
    return !asked.equals(Resources.NONE) && here.known() && !here.fits(asked);
  }

  private boolean needsLargerDisk(Resources asked) {
    long largest = here.most().disk();
    return largest > 0 && asked.disk() > largest;
  }

  private static List<String> dimensions(PlacementFailure failure) {
    return FailureWords.most(failure.dimensions()).stream().map(Map.Entry::getKey).toList();
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
