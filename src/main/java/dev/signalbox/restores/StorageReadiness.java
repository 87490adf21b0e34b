package dev.signalbox.restores;

import dev.signalbox.kubernetes.ClusterConnection;
import dev.signalbox.kubernetes.ResourceCache;
import dev.signalbox.remote.Observed;
import dev.signalbox.restores.RestoreCheck.Level;
import dev.signalbox.velero.Backup;
import dev.signalbox.velero.coverage.VolumeClaim;
import dev.signalbox.velero.files.BackupFile;
import dev.signalbox.velero.files.BackupFileKind;
import dev.signalbox.velero.files.BackupFileStore;
import dev.signalbox.velero.files.BackupManifests;
import dev.signalbox.velero.installation.InstallationCaches;
import dev.signalbox.velero.state.VeleroState;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Checks, from memory, that the cluster can provide the volumes that a restore creates. */
@Component
class StorageReadiness {

  private final VeleroState velero;
  private final BackupFileStore files;
  private final InstallationCaches installation;
  private final ClusterConnection cluster;

  StorageReadiness(
      VeleroState velero,
      BackupFileStore files,
      InstallationCaches installation,
      ClusterConnection cluster) {
    this.velero = velero;
    this.files = files;
    this.installation = installation;
    this.cluster = cluster;
  }

  /** Returns the checks. The first call for a snapshot starts a download. */
  List<RestoreCheck> check(Backup backup, RestorePreview preview) {
    SnapshotContents contents = preview.contents();
    if (contents.isPending()) {
      return List.of(waiting("Waiting for the list of objects from the object storage."));
    }
    if (!contents.isKnown()) {
      return List.of(unknown("the list of objects has not been read", ""));
    }
    Set<String> created = created(preview);
    if (created.isEmpty()) {
      return List.of(
          RestoreCheck.ok(StorageChecks.CLASSES, "The restore creates no volume claim."));
    }
    Optional<RestoreCheck> loading =
        RestoreCheck.loading(
            Level.LOADING,
            StorageChecks.CLASSES,
            Stream.of(
                installation.storageClasses().status(), installation.storageCapacities().status()));
    return switch (files.get(backup, BackupFileKind.CONTENTS)) {
      case BackupFile.Pending pending ->
          List.of(waiting("Waiting for the manifests from the object storage."));
      case BackupFile.Failed failed ->
          List.of(
              unknown(
                  "the manifests can't be read",
                  failed.diagnosis().explanation() + " " + failed.diagnosis().remedy()));
      case BackupFile.Ready ready ->
          loading.map(List::of).orElseGet(() -> check(ready.path(), created, preview));
    };
  }

  private List<RestoreCheck> check(Path file, Set<String> created, RestorePreview preview) {
    @Nullable Map<String, JsonNode> manifests =
        BackupManifests.read(
            file, "persistentvolumeclaims", cluster.installationNamespace(), created);
    if (manifests == null) {
      return List.of(unknown("the manifests in the object storage are damaged", ""));
    }
    Set<String> missing = new TreeSet<>(created);
    missing.removeAll(manifests.keySet());
    return new StorageChecks(
            manifests.values().stream().map(VolumeClaim::read).toList(),
            missing,
            preview.claims(),
            preview.contents().names(SnapshotContents.STORAGE_CLASS),
            observe(installation.storageClasses()),
            observe(installation.storageCapacities()))
        .checks();
  }

  /** Returns the names of the claims that Velero creates. */
  private Set<String> created(RestorePreview preview) {
    Set<String> created =
        new HashSet<>(
            preview.contents().names(SnapshotContents.CLAIM, cluster.installationNamespace()));
    Set<String> deleted =
        preview.claims().stream().map(VolumeClaim::name).collect(Collectors.toSet());
    velero.claims().stream()
        .map(VolumeClaim::name)
        .filter(name -> !deleted.contains(name))
        .forEach(created::remove);
    return created;
  }

  private static <T> Observed<List<T>> observe(ResourceCache<T> cache) {
    @Nullable String stale = cache.status().staleReason();
    return stale == null
        ? new Observed.Known<>(cache.list(), cache.status().since())
        : new Observed.Unknown<>(stale, cache.status().since());
  }

  private static RestoreCheck waiting(String finding) {
    return new RestoreCheck(StorageChecks.CLASSES, Level.LOADING, finding, "");
  }

  private static RestoreCheck unknown(String why, String remedy) {
    return RestoreCheck.unknown(
        StorageChecks.CLASSES,
        "Whether the cluster can provide the restored volumes is not known: " + why + ".",
        remedy);
  }
}
