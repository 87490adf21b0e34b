package dev.signalbox.velero.state;

import static dev.signalbox.velero.VeleroJson.json;

import dev.signalbox.kubernetes.ApiDiscovery;
import dev.signalbox.kubernetes.ClusterConnection;
import dev.signalbox.kubernetes.ResourceKind;
import dev.signalbox.remote.Observed;
import dev.signalbox.velero.Backup;
import dev.signalbox.velero.BackupRepository;
import dev.signalbox.velero.BackupSchedule;
import dev.signalbox.velero.DeleteBackupRequest;
import dev.signalbox.velero.ResourceMetadata;
import dev.signalbox.velero.Restore;
import dev.signalbox.velero.StorageLocation;
import dev.signalbox.velero.VeleroResource;
import dev.signalbox.velero.VolumeBackup;
import dev.signalbox.velero.VolumeRestore;
import dev.signalbox.velero.coverage.ExpectedVolume;
import dev.signalbox.velero.coverage.PodVolumes;
import dev.signalbox.velero.coverage.VolumeClaim;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The state of Velero with objects that a test adds. The newest Velero is simulated. */
public final class FixedVelero {

  private static final ResourceKind PODS = ResourceKind.namespaced("", "v1", "pods", "Pod");

  private final FixedCache<Backup> backups = cache(VeleroResource.BACKUP, Backup::name);
  private final FixedCache<BackupSchedule> schedules =
      cache(VeleroResource.SCHEDULE, BackupSchedule::name);
  private final FixedCache<VolumeBackup> volumes =
      cache(VeleroResource.POD_VOLUME_BACKUP, VolumeBackup::backupName);
  private final FixedCache<StorageLocation> locations =
      cache(VeleroResource.BACKUP_STORAGE_LOCATION, StorageLocation::name);
  private final FixedCache<VeleroWorkload> deployments =
      new FixedCache<>(PODS, VeleroWorkload::name);
  private final VeleroState state;

  public FixedVelero(Clock clock, Duration objective) {
    this.state =
        new VeleroState(
            caches(),
            new EverythingServed(),
            new Connected(),
            new NothingRecorded(),
            objective,
            clock);
  }

  private VeleroCaches caches() {
    return new VeleroCaches(
        backups,
        schedules,
        cache(VeleroResource.RESTORE, (Restore one) -> one.metadata().name()),
        locations,
        cache(
            VeleroResource.DELETE_BACKUP_REQUEST,
            (DeleteBackupRequest one) -> one.metadata().name()),
        volumes,
        cache(VeleroResource.DATA_UPLOAD, VolumeBackup::backupName),
        cache(VeleroResource.POD_VOLUME_RESTORE, VolumeRestore::restoreName),
        cache(VeleroResource.DATA_DOWNLOAD, VolumeRestore::restoreName),
        cache(VeleroResource.BACKUP_REPOSITORY, (BackupRepository one) -> one.metadata().name()),
        cache(VeleroResource.RESTIC_REPOSITORY, (BackupRepository one) -> one.metadata().name()),
        new FixedCache<>(PODS, (PodVolumes one) -> one.metadata().name()),
        new FixedCache<>(PODS, VolumeClaim::name),
        new FixedCache<>(PODS, (ResourceMetadata one) -> one.name()),
        new FixedCache<>(PODS, VeleroPod::name),
        deployments,
        new FixedCache<>(PODS, VeleroWorkload::name));
  }

  private static <T> FixedCache<T> cache(VeleroResource resource, Function<T, String> index) {
    return new FixedCache<>(resource.kind(), index);
  }

  public VeleroState state() {
    return state;
  }

  public FixedCache<Backup> backups() {
    return backups;
  }

  /** Adds a backup with a status. */
  public FixedVelero backup(String name, String phase, Instant startedAt) {
    return backup(
        "{'metadata':{'namespace':'velero','name':'%s','uid':'uid-%s'},".formatted(name, name)
            + "'status':{'phase':'%s','startTimestamp':'%s'}}".formatted(phase, startedAt));
  }

  /** Adds a backup as JSON with single quotes. */
  public FixedVelero backup(String text) {
    backups.add(Backup.read(json(text)));
    return this;
  }

  /** Adds a schedule as JSON with single quotes. */
  public FixedVelero schedule(String text) {
    schedules.add(BackupSchedule.read(json(text)));
    return this;
  }

  /** Adds a volume of a backup. */
  public FixedVelero volume(String backup, String phase, Instant startedAt, long done, long total) {
    volumes.add(
        VolumeBackup.ofPodVolumeBackup(
            json(
                "{'metadata':{'name':'%s-%d','uid':'%s-%d',".formatted(backup, total, backup, total)
                    + "'labels':{'velero.io/backup-name':'%s'}},".formatted(backup)
                    + "'spec':{'volume':'data','pod':{'namespace':'ci','name':'postgresql-0'}},"
                    + "'status':{'phase':'%s','startTimestamp':'%s',".formatted(phase, startedAt)
                    + "'progress':{'bytesDone':%d,'totalBytes':%d}}}".formatted(done, total))));
    return this;
  }

  /** Adds the Deployment of the server, as JSON of its status with single quotes. */
  public FixedVelero server(String status) {
    deployments.add(
        VeleroWorkload.readDeployment(
            json(
                "{'metadata':{'namespace':'velero','name':'velero'},'status':%s}"
                    .formatted(status))));
    return this;
  }

  /** Adds a storage location in a phase, which is the default one. */
  public FixedVelero location(String phase) {
    return location(phase, "");
  }

  /** Adds a storage location in a phase, which is the default one, with a message of Velero. */
  public FixedVelero location(String phase, String message) {
    locations.add(
        StorageLocation.read(
            json(
                "{'metadata':{'name':'default'},'spec':{'provider':'aws','default':true,"
                    + "'objectStorage':{'bucket':'b'}},'status':{'phase':'%s','message':'%s'}}"
                        .formatted(phase, message))));
    return this;
  }

  /** Adds a storage location. */
  public FixedVelero storageLocation(String json) {
    locations.add(StorageLocation.read(json(json)));
    return this;
  }

  /** Has seen no backup. */
  static final class NothingRecorded implements RecordedBackups {

    @Override
    public @Nullable List<ExpectedVolume> expected(Backup backup) {
      return null;
    }

    @Override
    public List<Instant> runs(String schedule) {
      return List.of();
    }
  }

  /** Serves every kind and field. */
  private static final class EverythingServed implements ApiDiscovery {

    @Override
    public Observed<Set<String>> resources(String apiVersion) {
      return new Observed.Known<>(
          Arrays.stream(VeleroResource.values())
              .map(resource -> resource.kind().plural())
              .collect(Collectors.toSet()),
          Instant.EPOCH);
    }

    @Override
    public Availability isServed(ResourceKind kind) {
      return Availability.AVAILABLE;
    }

    @Override
    public Availability hasField(ResourceKind kind, String path) {
      return Availability.AVAILABLE;
    }

    @Override
    public Optional<Outdated> outdated() {
      return Optional.empty();
    }
  }

  /** A cluster that responds. */
  private static final class Connected implements ClusterConnection {

    @Override
    public String installationNamespace() {
      return "ci";
    }

    @Override
    public String veleroNamespace() {
      return "velero";
    }

    @Override
    public Optional<NotConfigured> notConfigured() {
      return Optional.empty();
    }

    @Override
    public ServerStatus server() {
      return new ServerStatus("v1.31.2", null, null, Duration.ZERO);
    }
  }
}
