package dev.signalbox.restores;

import dev.signalbox.nomad.ClusterState;
import dev.signalbox.restores.RestorePlan.ServiceAddresses;
import dev.signalbox.settings.ConsoleProperties;
import dev.signalbox.velero.installation.InstallationCaches;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads what remains to be done after a restore, from memory. */
@Component
class AfterRestoreReader {

  private final InstallationCaches installation;
  private final ClusterState nomad;
  private final HostAddresses addresses;
  private final ConsoleProperties settings;
  private final Clock clock;

  AfterRestoreReader(
      InstallationCaches installation,
      ClusterState nomad,
      HostAddresses addresses,
      ConsoleProperties settings,
      Clock clock) {
    this.installation = installation;
    this.nomad = nomad;
    this.addresses = addresses;
    this.settings = settings;
    this.clock = clock;
  }

  /** Returns the checklist of a restore; empty until Velero has restored something. */
  Optional<AfterRestore> of(RestoreOperation operation) {
    @Nullable Instant endedAt = operation.endedAt();
    return operation.state() == RestoreOperation.State.FINISHED && endedAt != null
        ? Optional.of(
            AfterRestore.of(
                new AfterRestore.State(
                    operation.plan(),
                    installation.loadBalancers().stream()
                        .map(one -> new ServiceAddresses(one.name(), one.addresses()))
                        .toList(),
                    installation.workloads(),
                    settings.access().hosts(),
                    addresses::lookup,
                    nomad.snapshot(),
                    nomad.syncStatus(),
                    endedAt,
                    clock.instant())))
        : Optional.empty();
  }
}
