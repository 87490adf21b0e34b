package dev.signalbox.velero.status;

import dev.signalbox.kubernetes.CacheStatus;
import dev.signalbox.kubernetes.KubernetesProperties;
import dev.signalbox.remote.Observed;
import dev.signalbox.velero.ServerStatus;
import dev.signalbox.velero.coverage.PodVolumes;
import dev.signalbox.velero.health.HealthCheck;
import dev.signalbox.velero.health.HealthCheck.Level;
import dev.signalbox.velero.health.HealthCheck.Subject;
import dev.signalbox.velero.health.HealthInput;
import dev.signalbox.velero.health.HealthInput.ApiAccess;
import dev.signalbox.velero.health.HealthInput.Installations;
import dev.signalbox.velero.health.HealthInput.SecretState;
import dev.signalbox.velero.health.VeleroHealth;
import dev.signalbox.velero.state.VeleroInventory;
import dev.signalbox.velero.state.VeleroState;
import dev.signalbox.velero.status.VeleroProbe.ProbeResult;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Checks whether Velero can take snapshots. Does not block. */
@Component
public class SnapshotHealth {

  private final VeleroState velero;
  private final VeleroProbe probe;
  private final KubernetesProperties settings;
  private final Clock clock;

  SnapshotHealth(
      VeleroState velero, VeleroProbe probe, KubernetesProperties settings, Clock clock) {
    this.velero = velero;
    this.probe = probe;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * The result of all checks.
   *
   * @param isProbed false until the first probe of the server has ended; its status is unknown then
   */
  public record Checked(VeleroHealth health, boolean isProbed) {}

  /**
   * Returns the health from memory. Starts a probe in the background if the last one is too old.
   */
  public Checked check() {
    VeleroInventory inventory = velero.inventory();
    ApiAccess api = api(velero.backupsStatus().state());
    @Nullable ProbeResult result = api == ApiAccess.SERVED ? probe.result() : null;
    return new Checked(
        VeleroHealth.of(
            new HealthInput(
                velero.veleroNamespace(),
                new Installations(
                    result == null ? null : namespaces(result),
                    settings.chosenVeleroNamespace() != null),
                api,
                inventory.capabilities(),
                inventory.server(),
                result == null ? null : status(result),
                inventory.locations(),
                result == null ? SecretState.UNKNOWN : secret(result),
                inventory.agents().agents(),
                nodesWithVolumes(),
                inventory.repositories(),
                clock.instant())),
        result != null);
  }

  /**
   * Returns the check that shows why it is unclear which Velero to use; empty if it is clear, and
   * before the first probe.
   */
  public Optional<HealthCheck> unclearNamespace() {
    return Optional.of(check().health().check(Subject.NAMESPACE))
        .filter(check -> check.level() == Level.ERROR);
  }

  private static ApiAccess api(CacheStatus.State backups) {
    return switch (backups) {
      case LIVE, STALE -> ApiAccess.SERVED;
      case ABSENT -> ApiAccess.NOT_INSTALLED;
      case FORBIDDEN -> ApiAccess.DENIED;
      case STARTING, NOT_CONFIGURED -> ApiAccess.UNKNOWN;
    };
  }

  private static @Nullable ServerStatus status(ProbeResult result) {
    return switch (result.status()) {
      case Observed.Known<ServerStatus> known -> known.value();
      case Observed.Unknown<ServerStatus> unknown -> null;
    };
  }

  private static @Nullable Set<String> namespaces(ProbeResult result) {
    return switch (result.namespaces()) {
      case Observed.Known<Set<String>> known -> known.value();
      case Observed.Unknown<Set<String>> unknown -> null;
    };
  }

  private static SecretState secret(ProbeResult result) {
    return switch (result.secretKeys()) {
      case Observed.Known<Optional<Set<String>>> known ->
          known.value().isPresent() ? SecretState.PRESENT : SecretState.MISSING;
      case Observed.Unknown<Optional<Set<String>>> unknown -> SecretState.UNKNOWN;
    };
  }

  private Set<String> nodesWithVolumes() {
    return velero.pods().stream()
        .filter(PodVolumes::isRunning)
        .filter(pod -> pod.volumes().stream().anyMatch(volume -> !volume.claim().isEmpty()))
        .map(PodVolumes::node)
        .filter(node -> !node.isEmpty())
        .collect(Collectors.toUnmodifiableSet());
  }
}
