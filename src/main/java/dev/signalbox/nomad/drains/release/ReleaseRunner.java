package dev.signalbox.nomad.drains.release;

import dev.signalbox.nomad.NomadCluster;
import dev.signalbox.nomad.SafeToTerminate;
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
import dev.signalbox.outside.OutsideWorldException.Refused;
import dev.signalbox.outside.OutsideWorldException.Unexpected;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Advances the releases, one instance at a time. What fails is looked at and tried again, more and
 * more seldom; a refusal ends the release.
 */
@Component
class ReleaseRunner {

  /** How often a release says that all goes well. */
  static final Duration HEARTBEAT = Duration.ofMinutes(1);

  /** Any number that no other lock has. */
  static final long LOCK = 0xd7a3;

  /** No call takes so long; after a crash the act is looked at again then. */
  static final Duration LONGEST_ACT = Duration.ofMinutes(2);

  private static final Duration FIRST_PAUSE = Duration.ofSeconds(3);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
  private static final String GONE = "Nomad knows it no more.";
  private static final Logger log = LoggerFactory.getLogger(ReleaseRunner.class);

  private final Releases releases;
  private final ClientRelease release;
  private final NomadCluster cluster;
  private final ClientDrain drain;
  private final ClientEligibility eligibility;
  private final ClientPurge purge;
  private final Termination termination;
  private final OneInstance oneInstance;
  private final Clock clock;

  ReleaseRunner(
      Releases releases,
      ClientRelease release,
      NomadCluster cluster,
      ClientDrain drain,
      ClientEligibility eligibility,
      ClientPurge purge,
      Termination termination,
      OneInstance oneInstance,
      Clock clock) {
    this.releases = releases;
    this.release = release;
    this.cluster = cluster;
    this.drain = drain;
    this.eligibility = eligibility;
    this.purge = purge;
    this.termination = termination;
    this.oneInstance = oneInstance;
    this.clock = clock;
  }

  @Scheduled(fixedDelayString = "PT3S", initialDelayString = "PT10S")
  void work() {
    if (!releases.open().isEmpty()) {
      // those before it may have taken long: each is read again when it is its turn
      oneInstance.each(
          LOCK,
          releases::open,
          one -> releases.find(one.id()).filter(Release::open).ifPresent(this::advance));
    }
  }

  /** Does what is next in a release; never throws for what Nomad does. */
  void advance(Release one) {
    if (!Readiness.holds(cluster.trust())) {
      releases.stuck(one, "The picture of the cluster is not up to date.");
      return;
    }
    switch (ReleaseStep.next(one, cluster.view(), clock.instant())) {
      case ReleaseStep.Cordon cordon -> act(one, this::cordon);
      case ReleaseStep.Drain drain -> act(one, this::drain);
      case ReleaseStep.Purge purge -> act(one, this::purge);
      case ReleaseStep.Confirm confirm -> confirm(one);
      case ReleaseStep.Reached reached -> reached(one, reached.state(), one.writeIndex());
      case ReleaseStep.Ended ended -> release.end(one, ended.state(), ended.note());
      case ReleaseStep.Alive alive -> releases.alive(one, alive.left(), HEARTBEAT);
    }
  }

  /** Written down before it is done, so that it is not done once somebody has cancelled it. */
  private void act(Release one, Consumer<Release> act) {
    if (!releases.begin(one, LONGEST_ACT)) {
      return;
    }
    try {
      act.accept(one);
    } catch (OutsideWorldException e) {
      String said = "Nomad said: " + e.answered() + ".";
      if (isRefusal(e)) {
        log.warn("The release of {} failed: {}", one.name(), e.getMessage());
        release.end(one, State.FAILED, said + " You can " + e.advice() + ".");
      } else {
        log.warn("The release of {} is tried again: {}", one.name(), e.getMessage());
        releases.failed(
            one,
            said + " It is tried again.",
            Objects.requireNonNullElse(e.getMessage(), ""),
            pause(one.tries()));
      }
    }
  }

  /** Whether asking again changes nothing. */
  private static boolean isRefusal(OutsideWorldException e) {
    return e instanceof Refused || (e instanceof Unexpected && e.answered().startsWith("4"));
  }

  /** Longer after each try, up to a minute. */
  static Duration pause(int tries) {
    Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(tries, 10));
    return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
  }

  /** The view may be limited to a namespace, or older than it seems: Nomad has the last word. */
  private void confirm(Release one) {
    switch (termination.verdict(one.clientId())) {
      case Verdict.Said said -> confirmed(one, said.safe());
      case Verdict.Ambiguous ambiguous -> releases.stuck(one, "Several clients go by its id.");
      case Verdict.Unknown unknown -> releases.stuck(one, unknown.why());
    }
  }

  private void confirmed(Release one, SafeToTerminate safe) {
    switch (safe) {
      case SafeToTerminate.Yes yes -> reached(one, State.SAFE, one.writeIndex());
      case SafeToTerminate.No no -> {
        if (no.left().isEmpty()) {
          releases.stuck(one, no.reason());
        } else {
          releases.alive(one, no.left().size(), HEARTBEAT);
        }
      }
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
      case DrainOutcome.Down down -> later(one, "It is down.");
      case DrainOutcome.Gone gone -> release.end(one, State.FAILED, GONE);
    }
  }

  private void purge(Release one) {
    switch (purge.purge(one.clientId(), one.because())) {
      case PurgeOutcome.Purged purged -> release.end(one, State.PURGED, "");
      case PurgeOutcome.Gone gone -> release.end(one, State.PURGED, "");
      case PurgeOutcome.Lives lives -> later(one, "It is not down any more, so Nomad keeps it.");
    }
  }

  private void later(Release one, String note) {
    releases.failed(one, note, one.failure(), pause(one.tries()));
  }

  private void reached(Release one, State state, long index) {
    if (!releases.reached(one, state, index)) {
      log.info("The release of {} was cancelled or went on meanwhile.", one.name());
    }
  }
}
