package dev.signalbox.nomad.drains.release;

import dev.signalbox.audit.AuditLog;
import dev.signalbox.audit.CurrentActor;
import dev.signalbox.audit.Target;
import dev.signalbox.nomad.Client;
import dev.signalbox.nomad.ClientAttributes;
import dev.signalbox.nomad.ClusterView;
import dev.signalbox.nomad.NomadCluster;
import dev.signalbox.nomad.drains.Leaving;
import dev.signalbox.nomad.drains.Readiness;
import dev.signalbox.nomad.drains.release.Release.State;
import dev.signalbox.nomad.queue.WaitingReasons;
import dev.signalbox.settings.Settings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Begins releases and cancels them. Of two that are asked for at one moment the second is judged as
 * if the first client were out already.
 */
@Component
class ClientRelease {

  private final Releases releases;
  private final Leaving leaving;
  private final NomadCluster cluster;
  private final WaitingReasons reasons;
  private final AuditLog audit;
  private final CurrentActor actors;
  private final int keepReady;
  private final Clock clock;

  @Autowired
  ClientRelease(
      Releases releases,
      Leaving leaving,
      NomadCluster cluster,
      WaitingReasons reasons,
      AuditLog audit,
      CurrentActor actors,
      Settings settings,
      Clock clock) {
    this.releases = releases;
    this.leaving = leaving;
    this.cluster = cluster;
    this.reasons = reasons;
    this.audit = audit;
    this.actors = actors;
    this.keepReady = settings.nomad().keepReady();
    this.clock = clock;
  }

  @Transactional
  public ReleaseOutcome request(Client client, ReleaseRequestJson wanted) {
    leaving.lock();
    @Nullable Release running = running(client.id()).orElse(null);
    if (running != null) {
      return new ReleaseOutcome.Running(running);
    }
    if (!Readiness.holds(cluster.trust())) {
      return new ReleaseOutcome.Stale();
    }
    ClusterView view = cluster.view();
    Set<String> out = leaving.clients();
    String override = Objects.requireNonNullElse(wanted.override(), "").strip();
    @Nullable String objection =
        ReleaseGuard.objection(
                Readiness.of(view, out, Readiness.waiting(reasons)), client, keepReady)
            .orElse(null);
    if (objection != null && override.isEmpty()) {
      return new ReleaseOutcome.Refused(objection);
    }
    Release release = release(client, wanted, objection == null ? "" : override, view);
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
    return new ReleaseOutcome.Requested(release);
  }

  /**
   * Ends a release; what drains goes on draining until somebody says otherwise, because nobody
   * knows whether its machine is about to go.
   *
   * @return whether there was one to end
   */
  @Transactional
  public boolean cancel(Release release) {
    boolean cancelled = releases.cancelled(release);
    if (cancelled) {
      audit.record(
          "nomad.client.release.cancelled",
          target(release),
          Map.of("before", release.state().name()));
    }
    return cancelled;
  }

  /** Writes down how one ended, in the name of whoever asked for it; nothing if it went on. */
  @Transactional
  public void end(Release release, State state, String note) {
    if (releases.ended(release, state, note)) {
      audit.record(
          release.actor(),
          "nomad.client.released",
          target(release),
          state == State.RELEASED || state == State.PURGED,
          Map.of("state", state.name(), "note", note, "reason", release.reason()));
    }
  }

  private Optional<Release> running(String clientId) {
    return releases.latest(clientId).filter(Release::open);
  }

  private Release release(
      Client client, ReleaseRequestJson wanted, String override, ClusterView view) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    @Nullable Integer minutes = wanted.deadlineMinutes();
    return new Release(
        UUID.randomUUID(),
        client.id(),
        client.name(),
        ClientAttributes.instance(client).orElse(""),
        State.REQUESTED,
        "",
        wanted.reason().strip(),
        minutes == null ? null : Duration.ofMinutes(minutes),
        Boolean.TRUE.equals(wanted.purge()),
        override,
        actors.actor(),
        UUID.randomUUID(),
        0,
        view.buildsOn(client.id()).size(),
        now,
        now,
        now,
        null,
        0,
        "");
  }

  private static Target target(Release release) {
    return Target.of("nomad-client", release.clientId(), release.name());
  }
}
