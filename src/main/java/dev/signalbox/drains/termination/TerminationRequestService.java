package dev.signalbox.drains.termination;

import dev.signalbox.audit.AuditLog;
import dev.signalbox.audit.CurrentActor;
import dev.signalbox.audit.Target;
import dev.signalbox.databaserestore.AutomaticWork;
import dev.signalbox.drains.CapacityReserve;
import dev.signalbox.drains.termination.TerminationRequest.State;
import dev.signalbox.nomad.Client;
import dev.signalbox.nomad.ClientAttributes;
import dev.signalbox.nomad.ClusterSnapshot;
import dev.signalbox.nomad.ClusterState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Starts, cancels and ends releases. Requests are checked one at a time: each counts the clients of
 * earlier requests as no longer ready.
 */
@Component
class TerminationRequestService implements AutomaticWork {

  private final TerminationRequests releases;
  private final CapacityGuard capacity;
  private final ClusterState cluster;
  private final AuditLog audit;
  private final CurrentActor actors;
  private final Clock clock;

  TerminationRequestService(
      TerminationRequests releases,
      CapacityGuard capacity,
      ClusterState cluster,
      AuditLog audit,
      CurrentActor actors,
      Clock clock) {
    this.releases = releases;
    this.capacity = capacity;
    this.cluster = cluster;
    this.audit = audit;
    this.actors = actors;
    this.clock = clock;
  }

  @Transactional
  public TerminationRequestOutcome request(Client client, ReleaseRequestJson body) {
    capacity.lock();
    @Nullable TerminationRequest running = findOpen(client.id()).orElse(null);
    if (running != null) {
      return new TerminationRequestOutcome.Running(running);
    }
    if (!CapacityReserve.isFresh(cluster.syncStatus())) {
      return new TerminationRequestOutcome.Stale();
    }
    ClusterSnapshot snapshot = cluster.snapshot();
    String override = Objects.requireNonNullElse(body.override(), "").strip();
    @Nullable String objection = capacity.objection(snapshot, client).orElse(null);
    if (objection != null && override.isEmpty()) {
      return new TerminationRequestOutcome.Refused(objection);
    }
    TerminationRequest release = create(client, body, objection == null ? "" : override, snapshot);
    releases.add(release);
    audit.record(
        "nomad.client.release.requested",
        target(release),
        Map.of(
            "reason",
            release.reason(),
            "deadline",
            release.deadline() == null ? "none" : release.deadline().toString(),
            "purge",
            release.purge(),
            "override",
            release.override(),
            "objection",
            Objects.requireNonNullElse(objection, "")));
    return new TerminationRequestOutcome.Requested(release);
  }

  /**
   * Cancels a release. A drain in progress continues, because the machine may still be about to be
   * terminated.
   *
   * @return false if the release had already ended
   */
  @Transactional
  public boolean cancel(TerminationRequest release) {
    boolean canceled = releases.cancel(release);
    if (canceled) {
      audit.record(
          "nomad.client.release.cancelled",
          target(release),
          Map.of("before", release.state().name()));
    }
    return canceled;
  }

  @Override
  @Transactional
  public void haltAll(String why) {
    releases
        .haltAll(why)
        .forEach(
            release ->
                audit.record(
                    release.actor(),
                    "nomad.client.release.paused",
                    target(release),
                    false,
                    Map.of("reason", why)));
  }

  @Override
  public List<Halted> findHalted() {
    return releases.findOpen().stream()
        .filter(TerminationRequest::isHalted)
        .map(
            release ->
                new Halted(
                    "Release of " + release.name(), "/nomad/releases/" + release.id() + "/state"))
        .toList();
  }

  /**
   * Resumes a release that was halted.
   *
   * @return false if it was not halted or has ended
   */
  @Transactional
  public boolean resume(TerminationRequest release) {
    boolean resumed = releases.resume(release.id());
    if (resumed) {
      audit.record(
          "nomad.client.release.resumed", target(release), Map.of("reason", release.reason()));
    }
    return resumed;
  }

  /** Ends a release on behalf of its requester; does nothing if its state has changed. */
  @Transactional
  public void end(TerminationRequest release, State state, String note) {
    if (releases.finish(release, state, note)) {
      audit.record(
          release.actor(),
          "nomad.client.released",
          target(release),
          state == State.RELEASED || state == State.PURGED,
          Map.of("state", state.name(), "note", note, "reason", release.reason()));
    }
  }

  private Optional<TerminationRequest> findOpen(String clientId) {
    return releases.findLatest(clientId).filter(TerminationRequest::isOpen);
  }

  private TerminationRequest create(
      Client client, ReleaseRequestJson body, String override, ClusterSnapshot snapshot) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    @Nullable Integer minutes = body.deadlineMinutes();
    return new TerminationRequest(
        UUID.randomUUID(),
        client.id(),
        client.name(),
        ClientAttributes.instanceId(client).orElse(""),
        State.REQUESTED,
        "",
        body.reason().strip(),
        minutes == null ? null : Duration.ofMinutes(minutes),
        Boolean.TRUE.equals(body.purge()),
        override,
        actors.actor(),
        UUID.randomUUID(),
        0,
        snapshot.buildsOn(client.id()).size(),
        now,
        now,
        now,
        null,
        0,
        "",
        "");
  }

  private static Target target(TerminationRequest release) {
    return Target.of("nomad-client", release.clientId(), release.name());
  }
}
