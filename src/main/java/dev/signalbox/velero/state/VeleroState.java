package dev.signalbox.velero.state;

import dev.signalbox.kubernetes.ApiDiscovery;
import dev.signalbox.kubernetes.ApiDiscovery.Availability;
import dev.signalbox.kubernetes.CacheStatus;
import dev.signalbox.kubernetes.ClusterConnection;
import dev.signalbox.kubernetes.ui.KubernetesFreshness;
import dev.signalbox.velero.Backup;
import dev.signalbox.velero.BackupKind;
import dev.signalbox.velero.BackupOrigin;
import dev.signalbox.velero.BackupSpec;
import dev.signalbox.velero.ClusterIdentity;
import dev.signalbox.velero.Restore;
import dev.signalbox.velero.SnapshotProperties;
import dev.signalbox.velero.TransferProgress;
import dev.signalbox.velero.VeleroCapabilities;
import dev.signalbox.velero.VeleroField;
import dev.signalbox.velero.VeleroNames;
import dev.signalbox.velero.VeleroResource;
import dev.signalbox.velero.VolumeBackup;
import dev.signalbox.velero.VolumeRestore;
import dev.signalbox.velero.coverage.BackupCompleteness;
import dev.signalbox.velero.coverage.ExpectedVolume;
import dev.signalbox.velero.coverage.ExpectedVolumes;
import dev.signalbox.velero.coverage.PodVolumes;
import dev.signalbox.velero.coverage.VolumeClaim;
import dev.signalbox.velero.diagnosis.BackupDiagnosis;
import dev.signalbox.velero.diagnosis.RestoreDiagnosis;
import dev.signalbox.velero.diagnosis.StuckCause;
import dev.signalbox.velero.diagnosis.TransferDiagnosis;
import dev.signalbox.web.FreshnessBanner;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * The state of Velero, from memory. No method blocks or calls the API server. Without a cluster,
 * without Velero or with a permission missing, the values are empty, and {@link #freshness} says
 * why. Thread-safe.
 */
@Component
public class VeleroState {

  /** The live-update topic of all pages that show snapshots. */
  public static final String TOPIC = "snapshots";

  /** Ages and expected runs change without a change of an object. */
  private static final Duration MAX_AGE = Duration.ofSeconds(10);

  private final VeleroCaches caches;
  private final ApiDiscovery discovery;
  private final ClusterConnection cluster;
  private final RecordedBackups recorded;
  private final Duration objective;
  private final Clock clock;
  private final TransferObserver transfers;
  private final AtomicBoolean isObserving = new AtomicBoolean();
  private volatile @Nullable Computed computed;

  @Autowired
  VeleroState(
      VeleroCaches caches,
      ApiDiscovery discovery,
      ClusterConnection cluster,
      RecordedBackups recorded,
      SnapshotProperties settings,
      Clock clock) {
    this(caches, discovery, cluster, recorded, settings.objective(), clock);
  }

  VeleroState(
      VeleroCaches caches,
      ApiDiscovery discovery,
      ClusterConnection cluster,
      RecordedBackups recorded,
      Duration objective,
      Clock clock) {
    this.caches = caches;
    this.discovery = discovery;
    this.cluster = cluster;
    this.recorded = recorded;
    this.objective = objective;
    this.clock = clock;
    this.transfers = new TransferObserver(clock);
  }

  /** Returns all objects; the same instance until an object changes, for at most 10 s. */
  public VeleroInventory inventory() {
    if (isObserving.compareAndSet(false, true)) {
      caches.podVolumeBackups().addListener(transfers);
      caches.dataUploads().addListener(transfers);
    }
    long revision = caches.revision();
    VeleroCapabilities capabilities = capabilities();
    // the times of all objects are those of the cluster
    Instant now = clock.instant().plus(cluster.server().clockOffset());
    @Nullable Computed known = computed;
    if (known != null && known.isCurrent(revision, capabilities, now)) {
      return known.inventory();
    }
    VeleroInventory inventory =
        new InventoryBuilder(
                caches,
                capabilities,
                new InventoryBuilder.BackupFacts(
                    this::volumes, expectedVolumes(), recorded::runs, this::protects),
                objective,
                now)
            .build();
    computed = new Computed(revision, inventory);
    return inventory;
  }

  /** Returns the identity of the cluster, as far as it is known. */
  public ClusterIdentity clusterIdentity() {
    return ClusterIdentity.ofVersion(cluster.server().version());
  }

  /** Returns the volumes of a backup, ordered by namespace and volume. */
  public List<VolumeBackup> volumes(Backup backup) {
    String label = VeleroNames.labelValue(backup.name());
    return Stream.of(caches.podVolumeBackups(), caches.dataUploads())
        .flatMap(cache -> cache.byIndex(VeleroCaches.BY_BACKUP, label).stream())
        .filter(volume -> volume.belongsTo(backup))
        .toList();
  }

  /** Returns the data of a backup, compared with what it was expected to save. */
  public BackupCompleteness contents(Backup backup) {
    return BackupCompleteness.compare(backup, expectedVolumes().of(backup), volumes(backup));
  }

  /** Returns the volumes that a backup is expected to save if it starts now. */
  public List<ExpectedVolume> expectedVolumes(BackupSpec spec) {
    return expectedVolumes().expected(spec);
  }

  private ExpectedVolumes expectedVolumes() {
    return new ExpectedVolumes(recorded::expected, caches.claims().list(), caches.pods().list());
  }

  /** A backup of another cluster, of other namespaces or of selected objects does not count. */
  private boolean protects(Backup backup) {
    return backup.kind() != BackupKind.PARTIAL
        && backup.spec().coversNamespace(cluster.installationNamespace())
        && backup.spec().labelSelectors().isEmpty()
        && backup.origin(clusterIdentity()) != BackupOrigin.OTHER_CLUSTER;
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

  /** Returns the rate of a running transfer in bytes per second, or null if it is unknown. */
  public @Nullable Double bytesPerSecond(VolumeBackup volume) {
    return transfers.bytesPerSecond(volume);
  }

  /** Returns why a backup doesn't progress, the most important cause first. */
  public List<StuckCause> diagnose(Backup backup) {
    VeleroInventory inventory = inventory();
    List<TransferDiagnosis> volumes =
        volumes(backup).stream()
            .map(
                volume ->
                    new TransferDiagnosis(
                        volume.volume(),
                        volume.createdAt(),
                        transfers.progressedAt(volume),
                        volume.status()))
            .toList();
    return new BackupDiagnosis(
            inventory.view(),
            inventory.backups(),
            volumes,
            inventory.deleteRequests(),
            inventory.usualDuration())
        .causes(backup);
  }

  /** Returns why a restore doesn't progress, the most important cause first. */
  public List<StuckCause> diagnose(Restore restore) {
    VeleroInventory inventory = inventory();
    return new RestoreDiagnosis(
            inventory.view(),
            inventory.backup(restore.backupName()).map(Backup::locationName).orElse(""),
            volumes(restore).stream()
                .map(
                    volume ->
                        new TransferDiagnosis(
                            volume.volume(), volume.createdAt(), null, volume.status()))
                .toList())
        .causes(restore);
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

  /** Returns the connection to the cluster. */
  public ClusterConnection cluster() {
    return cluster;
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
    return KubernetesFreshness.of(cluster, clock, caches.required(), discovery.outdated());
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
