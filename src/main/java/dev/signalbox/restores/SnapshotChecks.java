package dev.signalbox.restores;

import dev.signalbox.kubernetes.ResourceCache;
import dev.signalbox.restores.RestoreCheck.Level;
import dev.signalbox.velero.Backup;
import dev.signalbox.velero.BackupOrigin;
import dev.signalbox.velero.BackupPhase;
import dev.signalbox.velero.ClusterIdentity;
import dev.signalbox.velero.NodeAgent;
import dev.signalbox.velero.SnapshotState;
import dev.signalbox.velero.StorageLocation;
import dev.signalbox.velero.VeleroServer;
import dev.signalbox.velero.state.VeleroCaches;
import dev.signalbox.velero.state.VeleroInventory;
import dev.signalbox.web.TimestampView;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Checks of the snapshot to restore and of the parts of Velero that restore it.
 *
 * @param clusterVersion version of the API server, or null if unknown
 */
record SnapshotChecks(
    VeleroInventory inventory, VeleroCaches caches, @Nullable String clusterVersion) {

  private static final Pattern MINOR = Pattern.compile("v?1\\.(\\d{1,4})");

  private static final Duration EXPIRES_SOON = Duration.ofHours(12);

  List<RestoreCheck> of(Backup backup, String namespace) {
    return Stream.of(
            Optional.of(
                backup.state() == SnapshotState.COMPLETED
                    ? loaded(
                        "Snapshot",
                        () -> snapshot(backup),
                        caches.podVolumeBackups(),
                        caches.dataUploads())
                    : snapshot(backup)),
            expiry(backup),
            origin(backup, namespace),
            Optional.of(
                loaded("Storage location", () -> location(backup), caches.storageLocations())),
            Optional.of(loaded("Velero server", this::server, caches.deployments())),
            Optional.of(loaded("Node agents", this::agents, caches.veleroPods())),
            otherBackup(backup))
        .flatMap(Optional::stream)
        .toList();
  }

  /** Returns a check, or that it waits for the objects of a cache. */
  private static RestoreCheck loaded(
      String title, Supplier<RestoreCheck> check, ResourceCache<?>... needed) {
    return RestoreCheck.loading(Level.WAITING, title, Stream.of(needed).map(ResourceCache::status))
        .orElseGet(check);
  }

  /** Returns whether the user must accept that data is missing. */
  boolean isPartial(Backup backup) {
    return switch (backup.state()) {
      case PARTIAL -> true;
      case COMPLETED -> inventory.isIncomplete(backup);
      case QUEUED, RUNNING, FAILED, DELETING, UNKNOWN -> false;
    };
  }

  private RestoreCheck snapshot(Backup backup) {
    String title = "Snapshot";
    String phase = backup.status().phaseText();
    return switch (backup.state()) {
      case COMPLETED ->
          inventory.isIncomplete(backup)
              ? RestoreCheck.warning(
                  title,
                  "It is Completed, but the data of volumes is missing.",
                  "See the page of the snapshot for the volumes.")
              : RestoreCheck.ok(title, "It is Completed.");
      case PARTIAL ->
          RestoreCheck.warning(
              title,
              "It is PartiallyFailed: %,d errors. What failed can't be restored."
                  .formatted(backup.status().errors()),
              "See the page of the snapshot for the errors.");
      case QUEUED, RUNNING, FAILED, DELETING, UNKNOWN ->
          RestoreCheck.blocked(
              title,
              "It is " + (phase.isEmpty() ? "New" : phase) + ".",
              "Only snapshots that are Completed or PartiallyFailed can be restored.");
    };
  }

  private Optional<RestoreCheck> expiry(Backup backup) {
    String title = "Expiry";
    @Nullable Instant expiresAt = backup.status().expiresAt();
    if (backup.isExpired(inventory.takenAt())) {
      return Optional.of(
          RestoreCheck.blocked(
              title,
              "It has expired. Velero may delete it during the restore.",
              "Restore another snapshot."));
    }
    return expiresAt != null && expiresAt.isBefore(inventory.takenAt().plus(EXPIRES_SOON))
        ? Optional.of(
            RestoreCheck.warning(
                title,
                "It expires at %s, and Velero deletes it within an hour after."
                    .formatted(TimestampView.timeOfDay(expiresAt)),
                "Start only if the restore ends before."))
        : Optional.empty();
  }

  private Optional<RestoreCheck> origin(Backup backup, String namespace) {
    if (!backup.spec().coversNamespace(namespace)) {
      return Optional.of(
          RestoreCheck.warning(
              "Namespaces",
              "It doesn't contain the namespace of the installation, %s, but %s."
                  .formatted(namespace, String.join(", ", backup.spec().includedNamespaces())),
              ""));
    }
    String current = clusterVersion == null ? "" : clusterVersion;
    Matcher version = MINOR.matcher(current);
    int minor = version.lookingAt() ? Integer.parseInt(version.group(1)) : 0;
    int source = ClusterIdentity.minorVersion(backup.metadata());
    if (backup.origin(new ClusterIdentity(current)) == BackupOrigin.OTHER_CLUSTER) {
      return Optional.of(
          RestoreCheck.warning(
              "Cluster",
              "It was taken in another cluster"
                  + (source > minor ? ", on a newer Kubernetes than this one." : "."),
              "Check that this cluster serves the API versions of its objects."));
    }
    return source > 0 && minor > 0 && source != minor
        ? Optional.of(
            RestoreCheck.warning(
                "Kubernetes version",
                "It was taken on Kubernetes 1." + source + ". This cluster has 1." + minor + ".",
                "Objects of API versions that were removed can't be restored."))
        : Optional.empty();
  }

  private RestoreCheck location(Backup backup) {
    String title = "Storage location";
    @Nullable StorageLocation location = inventory.location(backup.locationName()).orElse(null);
    if (location == null) {
      return RestoreCheck.blocked(
          title,
          "The location " + backup.locationName() + " does not exist.",
          "Create it again with the same bucket and prefix.");
    }
    if (!location.isAvailable()) {
      return RestoreCheck.blocked(
          title,
          "The location "
              + location.name()
              + " is "
              + (location.phaseText().isEmpty() ? "not validated yet" : location.phaseText())
              + (location.message().isEmpty() ? "." : ": " + location.message()),
          "Check bucket, region and credentials of the location.");
    }
    return location.isValidationOverdue(inventory.takenAt())
        ? RestoreCheck.warning(
            title,
            "The location "
                + location.name()
                + " is Available, but was last validated "
                + (location.lastValidatedAt() == null
                    ? "at an unknown time."
                    : "at " + TimestampView.timeOfDay(location.lastValidatedAt()) + "."),
            "Check that the Velero server is running.")
        : RestoreCheck.ok(title, "The location " + location.name() + " is Available.");
  }

  private RestoreCheck server() {
    String title = "Velero server";
    @Nullable VeleroServer server = inventory.server();
    if (server == null) {
      return RestoreCheck.warning(
          title, "Its Deployment can't be read, so its state is unknown.", "");
    }
    return server.isAvailable()
        ? RestoreCheck.ok(title, "It is running.")
        : RestoreCheck.blocked(
            title,
            "It is not running"
                + (server.podReason().isEmpty() ? "." : ": " + server.podReason() + "."),
            "Check the Deployment velero in " + server.namespace() + ".");
  }

  private RestoreCheck agents() {
    String title = "Node agents";
    VeleroInventory.NodeAgents agents = inventory.agents();
    if (agents.agents().isEmpty()) {
      return RestoreCheck.warning(
          title, "There is no node agent. Files of volumes can't be restored.", "");
    }
    List<NodeAgent> missing = agents.notReady();
    return missing.isEmpty()
        ? RestoreCheck.ok(title, "All %d node agents are ready.".formatted(agents.ready()))
        : RestoreCheck.warning(
            title,
            missing.stream()
                .map(
                    agent ->
                        "The agent on "
                            + agent.node()
                            + " is not ready"
                            + (agent.reason().isEmpty() ? "." : ": " + agent.reason()))
                .collect(Collectors.joining(" ")),
            "Volumes of pods that start on these nodes wait until their agent is ready.");
  }

  private Optional<RestoreCheck> otherBackup(Backup restored) {
    return inventory.backups().stream()
        .filter(backup -> backup.status().phase() == BackupPhase.IN_PROGRESS)
        .filter(backup -> !backup.uid().equals(restored.uid()))
        .findFirst()
        .map(
            backup ->
                RestoreCheck.warning(
                    "Other snapshots",
                    "The snapshot " + backup.name() + " is in progress.",
                    "Workloads are not stopped before it has finished."));
  }
}
