package dev.signalbox.drains.termination;

import dev.signalbox.drains.ClientDrain;
import dev.signalbox.drains.ClientEligibility;
import dev.signalbox.drains.ClientPurge;
import dev.signalbox.drains.DrainStartOutcome;
import dev.signalbox.drains.EligibilityOutcome;
import dev.signalbox.drains.PurgeOutcome;
import dev.signalbox.drains.termination.TerminationRequest.State;
import dev.signalbox.remote.RemoteSystemException;
import dev.signalbox.remote.RemoteSystemException.Denied;
import dev.signalbox.remote.RemoteSystemException.Unexpected;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Sends the requests of releases to Nomad and records their results. Failed requests are retried
 * with exponential backoff; a release fails when Nomad denies a request.
 */
@Component
class TerminationRequestActions {

  /** Lease of a step, longer than any request: after a crash the step is retried then. */
  static final Duration STEP_LEASE = Duration.ofMinutes(2);

  private static final Duration INITIAL_BACKOFF = Duration.ofSeconds(3);
  private static final Duration MAX_BACKOFF = Duration.ofMinutes(1);
  private static final String GONE = "No longer in Nomad.";
  private static final Logger log = LoggerFactory.getLogger(TerminationRequestActions.class);

  private final TerminationRequests releases;
  private final TerminationRequestService service;
  private final ClientDrain drain;
  private final ClientEligibility eligibility;
  private final ClientPurge purge;

  TerminationRequestActions(
      TerminationRequests releases,
      TerminationRequestService service,
      ClientDrain drain,
      ClientEligibility eligibility,
      ClientPurge purge) {
    this.releases = releases;
    this.service = service;
    this.drain = drain;
    this.eligibility = eligibility;
    this.purge = purge;
  }

  void cordon(TerminationRequest release) {
    runStep(release, this::markIneligible);
  }

  void drain(TerminationRequest release) {
    runStep(release, this::startDrain);
  }

  void purge(TerminationRequest release) {
    runStep(release, this::purgeClient);
  }

  /** Records the start of a step and runs it, unless the release was canceled meanwhile. */
  private void runStep(TerminationRequest release, Consumer<TerminationRequest> step) {
    if (!releases.tryStartStep(release, STEP_LEASE)) {
      return;
    }
    try {
      step.accept(release);
    } catch (RemoteSystemException e) {
      String failure = "Nomad failed: " + e.response() + ".";
      if (isPermanent(e)) {
        log.warn("Release of {} failed: {}", release.name(), e.getMessage());
        service.end(release, State.FAILED, failure + " " + sentence(e.advice()));
      } else {
        log.warn("Release of {} will be retried: {}", release.name(), e.getMessage());
        releases.recordFailure(
            release,
            failure + " Retrying.",
            Objects.requireNonNullElse(e.getMessage(), ""),
            backoff(release.tries()));
      }
    }
  }

  private static String sentence(String advice) {
    String capitalized =
        advice.isEmpty() ? advice : Character.toUpperCase(advice.charAt(0)) + advice.substring(1);
    return capitalized.endsWith(".") ? capitalized : capitalized + ".";
  }

  /** Whether a retry would fail in the same way. */
  private static boolean isPermanent(RemoteSystemException e) {
    return e instanceof Denied
        || (e instanceof Unexpected && e.status() >= 400 && e.status() < 500);
  }

  /** The backoff after a number of attempts, at most one minute. */
  static Duration backoff(int tries) {
    Duration backoff = INITIAL_BACKOFF.multipliedBy(1L << Math.min(tries, 10));
    return backoff.compareTo(MAX_BACKOFF) < 0 ? backoff : MAX_BACKOFF;
  }

  private void markIneligible(TerminationRequest release) {
    switch (eligibility.set(release.clientId(), false, release.context())) {
      case EligibilityOutcome.Changed done -> reached(release, State.CORDONED, done.index());
      case EligibilityOutcome.NoChange already -> reached(release, State.CORDONED, 0);
      case EligibilityOutcome.Draining draining -> reached(release, State.CORDONED, 0);
      case EligibilityOutcome.Released released -> reached(release, State.CORDONED, 0);
      case EligibilityOutcome.Gone gone -> service.end(release, State.FAILED, GONE);
    }
  }

  private void startDrain(TerminationRequest release) {
    // after a crash Nomad may already have received the request
    switch (drain.startUnlessApplied(release.clientId(), release.order(), release.context())) {
      case DrainStartOutcome.Started started -> reached(release, State.DRAINING, started.index());
      case DrainStartOutcome.Changed changed -> reached(release, State.DRAINING, changed.index());
      case DrainStartOutcome.AlreadyApplied arrived ->
          reached(release, State.DRAINING, arrived.client().modifyIndex());
      // once the snapshot shows this, the next step decides whether builds were lost
      case DrainStartOutcome.Down down -> retry(release, "Client is down.");
      case DrainStartOutcome.Gone gone -> service.end(release, State.FAILED, GONE);
    }
  }

  private void purgeClient(TerminationRequest release) {
    switch (purge.purge(release.clientId(), release.context())) {
      case PurgeOutcome.Purged purged -> service.end(release, State.PURGED, "");
      case PurgeOutcome.Gone gone -> service.end(release, State.PURGED, "");
      case PurgeOutcome.StillAlive lives ->
          retry(release, "Client is no longer down, so it was not purged.");
    }
  }

  private void retry(TerminationRequest release, String note) {
    releases.recordFailure(release, note, release.failure(), backoff(release.tries()));
  }

  void reached(TerminationRequest release, State state, long index) {
    if (!releases.setState(release, state, index)) {
      log.info("Release of {} was canceled or changed meanwhile.", release.name());
    }
  }
}
