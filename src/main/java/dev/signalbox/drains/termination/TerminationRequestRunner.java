package dev.signalbox.drains.termination;

import dev.signalbox.coordination.DatabaseLock;
import dev.signalbox.databaserestore.AutomaticWorkLock;
import dev.signalbox.drains.CapacityReserve;
import dev.signalbox.drains.termination.TerminationRequest.State;
import dev.signalbox.nomad.ClusterState;
import dev.signalbox.nomad.TerminationSafety;
import java.time.Clock;
import java.time.Duration;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Advances the releases, on one instance at a time. */
@Component
class TerminationRequestRunner {

  /** Interval of the heartbeat of a release. */
  static final Duration HEARTBEAT = Duration.ofMinutes(1);

  private final TerminationRequests releases;
  private final TerminationRequestActions actions;
  private final TerminationRequestService service;
  private final TerminationCheck termination;
  private final ClusterState cluster;
  private final AutomaticWorkLock lock;
  private final Clock clock;

  TerminationRequestRunner(
      TerminationRequests releases,
      TerminationRequestActions actions,
      TerminationRequestService service,
      TerminationCheck termination,
      ClusterState cluster,
      AutomaticWorkLock lock,
      Clock clock) {
    this.releases = releases;
    this.actions = actions;
    this.service = service;
    this.termination = termination;
    this.cluster = cluster;
    this.lock = lock;
    this.clock = clock;
  }

  @Scheduled(fixedDelayString = "PT3S", initialDelayString = "PT10S")
  void advanceAll() {
    // advancing the releases before this one takes time, so each is read again
    lock.forEachExclusively(
        DatabaseLock.Name.CLIENT_RELEASES,
        releases::findOpen,
        release ->
            releases
                .find(release.id())
                .filter(TerminationRequest::isOpen)
                .ifPresent(this::advance));
  }

  /** Runs the next step of a release. Failures of Nomad are recorded, not thrown. */
  void advance(TerminationRequest release) {
    if (release.isHalted()) {
      return;
    }
    if (!CapacityReserve.isFresh(cluster.syncStatus())) {
      releases.setObstacle(release, "Paused: Nomad data is stale.");
      return;
    }
    switch (TerminationRequestStep.next(release, cluster.snapshot(), clock.instant())) {
      case TerminationRequestStep.Cordon cordon -> actions.cordon(release);
      case TerminationRequestStep.Drain drain -> actions.drain(release);
      case TerminationRequestStep.Purge purge -> actions.purge(release);
      case TerminationRequestStep.Confirm confirm -> confirm(release);
      case TerminationRequestStep.Reached reached ->
          actions.reached(release, reached.state(), release.writeIndex());
      case TerminationRequestStep.Ended ended -> service.end(release, ended.state(), ended.note());
      case TerminationRequestStep.InProgress alive ->
          releases.recordHeartbeat(release, alive.left(), HEARTBEAT);
    }
  }

  /** Asks Nomad, because the snapshot may be limited to a namespace or out of date. */
  private void confirm(TerminationRequest release) {
    switch (termination.decide(release.clientId())) {
      case TerminationDecision.Decided decided -> confirmed(release, decided.safe());
      case TerminationDecision.Ambiguous ambiguous ->
          releases.setObstacle(release, "Several clients match its id.");
      case TerminationDecision.Unknown unknown -> releases.setObstacle(release, unknown.why());
    }
  }

  private void confirmed(TerminationRequest release, TerminationSafety safe) {
    switch (safe) {
      case TerminationSafety.Safe yes -> actions.reached(release, State.SAFE, release.writeIndex());
      case TerminationSafety.Unsafe no -> {
        if (no.left().isEmpty()) {
          releases.setObstacle(release, no.reason());
        } else {
          releases.recordHeartbeat(release, no.left().size(), HEARTBEAT);
        }
      }
    }
  }
}
