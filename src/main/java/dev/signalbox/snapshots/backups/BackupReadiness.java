package dev.signalbox.snapshots.backups;

import dev.signalbox.kubernetes.ClusterConnection;
import dev.signalbox.kubernetes.Permission;
import dev.signalbox.kubernetes.PermissionCheck;
import dev.signalbox.kubernetes.ResourceAccess;
import dev.signalbox.velero.Backup;
import dev.signalbox.velero.BackupPhase;
import dev.signalbox.velero.StorageLocation;
import dev.signalbox.velero.VeleroField;
import dev.signalbox.velero.VeleroResource;
import dev.signalbox.velero.state.VeleroInventory;
import dev.signalbox.velero.state.VeleroState;
import dev.signalbox.velero.status.SnapshotHealth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Decides whether a snapshot can be taken now. Reads memory only. */
@Component
public class BackupReadiness {

  private final VeleroState velero;
  private final ClusterConnection cluster;
  private final PermissionCheck permissions;
  private final SnapshotHealth health;

  BackupReadiness(
      VeleroState velero,
      ClusterConnection cluster,
      PermissionCheck permissions,
      SnapshotHealth health) {
    this.velero = velero;
    this.cluster = cluster;
    this.permissions = permissions;
    this.health = health;
  }

  /**
   * Returns why no snapshot can be taken to a location, as full sentences; empty if it can.
   *
   * @param location empty for the default location
   */
  public List<String> blockers(String location) {
    if (cluster.notConfigured().isPresent()) {
      return List.of("Kubernetes is not configured.");
    }
    VeleroInventory inventory = velero.inventory();
    if (!inventory.capabilities().isInstalled()) {
      return List.of(
          "Velero is not installed, or its resources have not been read yet. See the checklist on"
              + " the page Snapshots.");
    }
    List<String> blockers = new ArrayList<>();
    unclearVelero().ifPresent(blockers::add);
    denied("create", VeleroResource.BACKUP).ifPresent(blockers::add);
    if (inventory.locations().isEmpty()) {
      blockers.add("No storage location exists. Create one on the page Storage locations.");
    } else {
      (location.isEmpty() ? inventory.defaultLocation() : inventory.location(location))
          .map(BackupReadiness::problem)
          .orElseGet(
              () ->
                  Optional.of(
                      location.isEmpty()
                          ? "No storage location is the default one."
                          : "The storage location " + location + " does not exist."))
          .ifPresent(blockers::add);
    }
    return List.copyOf(blockers);
  }

  /** Returns why it is unclear which Velero to use, as full sentences; empty if it is clear. */
  public Optional<String> unclearVelero() {
    return health.unclearNamespace().map(check -> check.finding() + " " + check.remedy());
  }

  /** Returns the sentence about a missing permission in Velero's namespace. */
  public Optional<String> denied(String verb, VeleroResource resource) {
    return permissions.check(ResourceAccess.of(verb, resource.kind(), cluster.veleroNamespace()))
            instanceof Permission.Denied denied
        ? Optional.of(denied.reason())
        : Optional.empty();
  }

  /** Returns what delays a snapshot without preventing it, as full sentences. */
  List<String> warnings() {
    List<String> warnings = new ArrayList<>();
    VeleroInventory inventory = velero.inventory();
    if (inventory.server() != null && !inventory.server().isAvailable()) {
      warnings.add("The Velero server is not running. The snapshot starts when it runs again.");
    }
    @Nullable Backup running =
        inventory.backups().stream()
            .filter(backup -> backup.status().phase() == BackupPhase.IN_PROGRESS)
            .findFirst()
            .orElse(null);
    if (running != null && !inventory.capabilities().has(VeleroField.QUEUE_POSITION)) {
      warnings.add(
          "The snapshot "
              + running.name()
              + " is in progress. Velero before 1.18 takes one at a time, so this one waits.");
    }
    return List.copyOf(warnings);
  }

  /** Returns why Velero would refuse to write to a location, or empty. */
  private static Optional<String> problem(StorageLocation location) {
    String name = "The storage location " + location.name();
    if (location.isAwaitingValidation()) {
      return Optional.of(
          name + " was changed, and Velero has not validated it since. This takes about a minute.");
    }
    return switch (location.phase()) {
      case NEW -> Optional.of(name + " has not been validated by Velero yet.");
      case UNAVAILABLE ->
          Optional.of(
              "%s is Unavailable%s"
                  .formatted(name, location.message().isEmpty() ? "." : ": " + location.message()));
      case UNKNOWN -> Optional.of(name + " is in phase " + location.phaseText() + ".");
      case AVAILABLE ->
          location.readOnly()
              ? Optional.of(name + " is read-only. Set its access mode to ReadWrite.")
              : Optional.empty();
    };
  }
}
