package dev.signalbox.snapshots.state;

import dev.signalbox.kubernetes.ApiDiscovery;
import dev.signalbox.kubernetes.ApiDiscovery.Availability;
import dev.signalbox.kubernetes.CacheStatus;
import dev.signalbox.kubernetes.ClusterConnection;
import dev.signalbox.kubernetes.ui.KubernetesFreshness;
import dev.signalbox.settings.Settings;
import dev.signalbox.snapshots.coverage.PodVolumes;
import dev.signalbox.snapshots.coverage.VolumeClaim;
import dev.signalbox.snapshots.velero.Backup;
import dev.signalbox.snapshots.velero.Restore;
import dev.signalbox.snapshots.velero.TransferProgress;
import dev.signalbox.snapshots.velero.VeleroCapabilities;
import dev.signalbox.snapshots.velero.VeleroField;
import dev.signalbox.snapshots.velero.VeleroNames;
import dev.signalbox.snapshots.velero.VeleroResource;
import dev.signalbox.snapshots.velero.VolumeBackup;
import dev.signalbox.snapshots.velero.VolumeRestore;
import dev.signalbox.web.FreshnessBanner;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The state of Velero, from memory. No method blocks or calls the API server. Without a cluster,
 * without Velero or with a permission missing, the values are empty, and {@link #freshness} says
 * why. Thread-safe.
 */
public class VeleroState {

  /** The live-update topic of all pages that show snapshots. */
  public static final String TOPIC = "snapshots";

  /** Ages and expected runs change without a change of an object. */
  private static final Duration MAX_AGE = Duration.ofSeconds(10);

  private final VeleroCaches caches;
  private final ApiDiscovery discovery;
  private final ClusterConnection cluster;
  private final Duration objective;
  private final Clock clock;
  private volatile @Nullable Computed computed;

  public VeleroState(
      VeleroCaches caches,
      ApiDiscovery discovery,
      ClusterConnection cluster,
      Settings settings,
      Clock clock) {
    this.caches = caches;
    this.discovery = discovery;
    this.cluster = cluster;
    this.objective = settings.snapshots().objective();
    this.clock = clock;
  }

  /** Returns all objects; the same instance until an object changes, for at most 10 s. */
  public VeleroInventory inventory() {
    long revision = caches.revision();
    VeleroCapabilities capabilities = capabilities();
    Instant now = clock.instant();
    @Nullable Computed known = computed;
    if (known != null && known.isCurrent(revision, capabilities, now)) {
      return known.inventory();
    }
    VeleroInventory inventory =
        new InventoryBuilder(caches, capabilities, this::volumes, objective, now).build();
    computed = new Computed(revision, inventory);
    return inventory;
  }

  /** Returns the volumes of a backup, ordered by namespace and volume. */
  public List<VolumeBackup> volumes(Backup backup) {
    String label = VeleroNames.labelValue(backup.name());
    return Stream.of(caches.podVolumeBackups(), caches.dataUploads())
        .flatMap(cache -> cache.byIndex(VeleroCaches.BY_BACKUP, label).stream())
        .filter(volume -> volume.belongsTo(backup))
        .toList();
  }

  /** Returns the volumes of a restore. */
  public List<VolumeRestore> volumes(Restore restore) {
    String label = VeleroNames.labelValue(restore.metadata().name());
    return Stream.of(caches.podVolumeRestores(), caches.dataDownloads())
        .flatMap(cache -> cache.byIndex(VeleroCaches.BY_RESTORE, label).stream())
        .filter(volume -> volume.belongsTo(restore))
        .toList();
  }

  /** Returns the bytes of all volumes of a backup. */
  public TransferProgress progress(Backup backup) {
    return volumes(backup).stream()
        .map(volume -> volume.status().progress())
        .reduce(TransferProgress.NONE, TransferProgress::plus);
  }

  /** Returns the pods of the installation. */
  public List<PodVolumes> pods() {
    return caches.pods().list();
  }

  /** Returns the volume claims of the installation. */
  public List<VolumeClaim> claims() {
    return caches.claims().list();
  }

  /** Returns the namespace of Velero. */
  public String veleroNamespace() {
    return cluster.veleroNamespace();
  }

  /** Returns how current the backups are. */
  public CacheStatus backupsStatus() {
    return caches.backups().status();
  }

  /** Returns the caches, for listeners and for the state of a single kind. */
  public VeleroCaches caches() {
    return caches;
  }

  /** Returns how current the data of the pages is. */
  public FreshnessBanner freshness() {
    return KubernetesFreshness.of(cluster, clock, caches.required());
  }

  /** Returns what the installed Velero supports, from the kinds and fields that are served. */
  public VeleroCapabilities capabilities() {
    Set<VeleroResource> served = EnumSet.noneOf(VeleroResource.class);
    Arrays.stream(VeleroResource.values())
        .filter(resource -> discovery.isServed(resource.kind()) == Availability.AVAILABLE)
        .forEach(served::add);
    Set<VeleroField> fields = EnumSet.noneOf(VeleroField.class);
    Arrays.stream(VeleroField.values())
        .filter(field -> served.contains(field.resource()))
        .filter(
            field ->
                discovery.hasField(field.resource().kind(), field.path()) == Availability.AVAILABLE)
        .forEach(fields::add);
    return new VeleroCapabilities(served, fields);
  }

  private record Computed(long revision, VeleroInventory inventory) {

    boolean isCurrent(long current, VeleroCapabilities capabilities, Instant now) {
      return revision == current
          && inventory.capabilities().equals(capabilities)
          && Duration.between(inventory.takenAt(), now).abs().compareTo(MAX_AGE) < 0;
    }
  }
}
