package dev.signalbox.nomad.drains.release;

import dev.signalbox.nomad.NomadCluster;
import dev.signalbox.nomad.drains.ClientDrain;
import dev.signalbox.nomad.drains.ClientEligibility;
import dev.signalbox.nomad.drains.ClientPurge;
import dev.signalbox.nomad.drains.DrainOutcome;
import dev.signalbox.nomad.drains.EligibilityOutcome;
import dev.signalbox.nomad.drains.OneInstance;
import dev.signalbox.nomad.drains.PurgeOutcome;
import dev.signalbox.nomad.drains.Readiness;
import dev.signalbox.nomad.drains.release.Release.State;
import dev.signalbox.outside.OutsideWorldException;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Advances the releases, one instance at a time; what fails is looked at and tried again. */
@Component
class ReleaseRunner {

  /** How often a release says that all goes well. */
  static final Duration HEARTBEAT = Duration.ofMinutes(1);

  /** Any number that no other lock has. */
  private static final long LOCK = 0xd7a3;

  private static final String GONE = "Nomad knows it no more.";
  private static final Logger log = LoggerFactory.getLogger(ReleaseRunner.class);

  private final Releases releases;
  private final ClientRelease release;
  private final NomadCluster cluster;
  private final ClientDrain drain;
  private final ClientEligibility eligibility;
  private final ClientPurge purge;
  private final OneInstance oneInstance;
  private final Clock clock;

  ReleaseRunner(
      Releases releases,
      ClientRelease release,
      NomadCluster cluster,
      ClientDrain drain,
      ClientEligibility eligibility,
      ClientPurge purge,
      OneInstance oneInstance,
      Clock clock) {
    this.releases = releases;
    this.release = release;
    this.cluster = cluster;
    this.drain = drain;
    this.eligibility = eligibility;
    this.purge = purge;
    this.oneInstance = oneInstance;
    this.clock = clock;
  }

  @Scheduled(fixedDelayString = "PT3S", initialDelayString = "PT10S")
  void work() {
    if (!releases.open().isEmpty()) {
      oneInstance.work(LOCK, () -> releases.open().forEach(this::advance));
    }
  }

  /** Does what is next in a release; never throws for what Nomad does. */
  void advance(Release one) {
    if (!Readiness.holds(cluster.trust())) {
      releases.stuck(one, "The picture of the cluster is not up to date.");
      return;
    }
    try {
      take(one, ReleaseStep.next(one, cluster.view(), clock.instant()));
    } catch (OutsideWorldException e) {
      log.warn("The release of {} is tried again: {}", one.name(), e.getMessage());
      releases.stuck(one, "Nomad said: " + e.answered() + ". It is tried again.");
    }
  }

  private void take(Release one, ReleaseStep step) {
    switch (step) {
      case ReleaseStep.Cordon cordon -> cordon(one);
      case ReleaseStep.Drain next -> drain(one);
      case ReleaseStep.Purge next -> purge(one);
      case ReleaseStep.Reached reached -> reached(one, reached.state(), one.writeIndex());
      case ReleaseStep.Ended ended -> release.end(one, ended.state(), ended.note());
      case ReleaseStep.Alive alive -> releases.alive(one, alive.left(), HEARTBEAT);
    }
  }

  private void cordon(Release one) {
    switch (eligibility.set(one.clientId(), false, one.because())) {
      case EligibilityOutcome.Done done -> reached(one, State.CORDONED, done.index());
      case EligibilityOutcome.AlreadySo already -> reached(one, State.CORDONED, 0);
      case EligibilityOutcome.Draining draining -> reached(one, State.CORDONED, 0);
      case EligibilityOutcome.Released released -> reached(one, State.CORDONED, 0);
      case EligibilityOutcome.Gone gone -> release.end(one, State.FAILED, GONE);
    }
  }

  private void drain(Release one) {
    // after a crash nobody knows whether Nomad was told: it is asked first
    switch (drain.startUnlessArrived(one.clientId(), one.order(), one.because())) {
      case DrainOutcome.Started started -> reached(one, State.DRAINING, started.index());
      case DrainOutcome.Changed changed -> reached(one, State.DRAINING, changed.index());
      case DrainOutcome.Arrived arrived ->
          reached(one, State.DRAINING, arrived.client().modifyIndex());
      // the view says so in a moment, and then it is decided whether builds were lost
      case DrainOutcome.Down down -> releases.stuck(one, "It is down.");
      case DrainOutcome.Gone gone -> release.end(one, State.FAILED, GONE);
    }
  }

  private void purge(Release one) {
    switch (purge.purge(one.clientId(), one.because())) {
      case PurgeOutcome.Purged purged -> release.end(one, State.PURGED, "");
      case PurgeOutcome.Gone gone -> release.end(one, State.PURGED, "");
      case PurgeOutcome.Lives lives ->
          releases.stuck(one, "It is not down any more, so Nomad keeps it.");
    }
  }

  private void reached(Release one, State state, long index) {
    if (!releases.reached(one, state, index)) {
      log.info("The release of {} was cancelled meanwhile.", one.name());
    }
  }
}
