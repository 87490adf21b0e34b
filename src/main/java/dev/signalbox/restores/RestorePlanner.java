package dev.signalbox.restores;

import dev.signalbox.audit.CurrentActor;
import dev.signalbox.nomad.Client;
import dev.signalbox.nomad.ClusterState;
import dev.signalbox.restores.RestoreOperation.Attempt;
import dev.signalbox.restores.RestoreOperation.State;
import dev.signalbox.restores.RestoreOperation.Step;
import dev.signalbox.restores.RestorePlan.PlannedClaim;
import dev.signalbox.restores.RestorePlan.PlannedWorkload;
import dev.signalbox.restores.RestorePlan.ReadyClient;
import dev.signalbox.restores.RestorePlan.ServiceAddresses;
import dev.signalbox.velero.VeleroNames;
import dev.signalbox.velero.installation.InstallationCaches;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Plans a restore: what it deletes, and the state before it. */
@Component
class RestorePlanner {

  private final InstallationCaches installation;
  private final ClusterState nomad;
  private final CurrentActor actors;
  private final Clock clock;

  RestorePlanner(
      InstallationCaches installation, ClusterState nomad, CurrentActor actors, Clock clock) {
    this.installation = installation;
    this.nomad = nomad;
    this.actors = actors;
    this.clock = clock;
  }

  /** Returns the restore of an order, on behalf of the current user. */
  RestoreOperation plan(RestoreOrder order, RestorePreview preview) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    return new RestoreOperation(
        UUID.randomUUID(),
        order.backup().name(),
        order.backup().uid(),
        order.mode(),
        order.acceptsPartial(),
        order.reason(),
        actors.actor(),
        Step.SAFETY_SNAPSHOT,
        State.RUNNING,
        "",
        0,
        null,
        order.takesSafetySnapshot() ? SafetySnapshot.attempt(now) : null,
        restoreAttempt(order.backup().name(), now),
        plan(preview),
        null,
        order.undoOf(),
        now,
        now,
        null);
  }

  private RestorePlan plan(RestorePreview preview) {
    return new RestorePlan(
        preview.workloads().stream().map(PlannedWorkload::of).toList(),
        preview.claims().stream().map(PlannedClaim::of).toList(),
        installation.loadBalancers().stream()
            .map(service -> new ServiceAddresses(service.name(), service.addresses()))
            .toList(),
        nomad.snapshot().clients().stream()
            .filter(Client::isSchedulable)
            .sorted(Comparator.comparing(Client::name))
            .map(client -> new ReadyClient(client.id(), client.name()))
            .toList());
  }

  /** Returns the name and the request of a Restore to create. */
  static Attempt restoreAttempt(String snapshot, Instant now) {
    return new Attempt(VeleroNames.restore(snapshot, now), UUID.randomUUID());
  }
}
