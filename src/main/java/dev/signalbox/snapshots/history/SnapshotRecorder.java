package dev.signalbox.snapshots.history;

import dev.signalbox.coordination.DatabaseLock;
import dev.signalbox.kubernetes.ResourceCache;
import dev.signalbox.velero.Backup;
import dev.signalbox.velero.SnapshotState;
import dev.signalbox.velero.VolumeBackup;
import dev.signalbox.velero.coverage.ExpectedVolume;
import dev.signalbox.velero.coverage.ExpectedVolumesAnnotation;
import dev.signalbox.velero.state.VeleroState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Records snapshots on one instance at a time: while one runs, the volumes that it is expected to
 * save, and after its end the sizes of its volumes. Without current data nothing is recorded.
 */
@Component
class SnapshotRecorder {

  /** How long sizes are kept. */
  static final Duration RETENTION = Duration.ofDays(730);

  /** Later, the expected volumes of a snapshot no longer matter. */
  static final Duration EXPECTED_RETENTION = Duration.ofDays(90);

  /** The expected volumes of a snapshot that ended earlier may have changed since its start. */
  private static final Duration MAX_LATE = Duration.ofMinutes(10);

  private static final int MAX_MEASURED = 500;

  private final VeleroState velero;
  private final SnapshotRecordRepository records;
  private final VolumeSizeRepository sizes;
  private final VolumeMeasurement measurement;
  private final DatabaseLock lock;
  private final TransactionTemplate transaction;
  private final Clock clock;

  SnapshotRecorder(
      VeleroState velero,
      SnapshotRecordRepository records,
      VolumeSizeRepository sizes,
      VolumeMeasurement measurement,
      DatabaseLock lock,
      TransactionTemplate transaction,
      Clock clock) {
    this.velero = velero;
    this.records = records;
    this.sizes = sizes;
    this.measurement = measurement;
    this.lock = lock;
    this.transaction = transaction;
    this.clock = clock;
  }

  @Scheduled(fixedDelayString = "PT20S", initialDelayString = "PT20S")
  void recordAll() {
    recordExpectedVolumes();
    recordSizes();
  }

  /** Records what the running snapshots are expected to save. */
  void recordExpectedVolumes() {
    if (areLive(velero.caches().pods(), velero.caches().claims())) {
      lock.forEachExclusively(
          DatabaseLock.Name.SNAPSHOT_RECORDS, this::withoutRecord, this::record);
    }
  }

  /** Records the volumes of snapshots that have ended. */
  void recordSizes() {
    if (areLive(velero.caches().podVolumeBackups())) {
      lock.forEachExclusively(DatabaseLock.Name.SNAPSHOT_RECORDS, this::measurable, this::measure);
    }
  }

  /** Removes what is too old. */
  @Scheduled(fixedDelayString = "PT6H", initialDelayString = "PT10M")
  void prune() {
    Instant now = clock.instant();
    transaction.executeWithoutResult(
        status -> {
          records.removeExpectedBefore(now.minus(EXPECTED_RETENTION));
          records.removeBefore(now.minus(RETENTION));
          sizes.removeBefore(now.minus(RETENTION));
        });
  }

  private boolean areLive(ResourceCache<?>... caches) {
    return velero.backupsStatus().isLive()
        && Stream.of(caches).allMatch(cache -> cache.status().isLive());
  }

  private List<Backup> withoutRecord() {
    Instant now = clock.instant();
    List<Backup> running =
        velero.inventory().backups().stream()
            .filter(backup -> isRecent(backup, now))
            .filter(backup -> ExpectedVolumesAnnotation.of(backup) == null)
            .toList();
    if (running.isEmpty()) {
      return running;
    }
    Set<String> known = records.uids();
    return running.stream().filter(backup -> !known.contains(backup.uid())).toList();
  }

  private static boolean isRecent(Backup backup, Instant now) {
    @Nullable Instant end = backup.status().completedAt();
    return backup.state().isActive()
        || (backup.state().isFinal()
            && end != null
            && Duration.between(end, now).abs().compareTo(MAX_LATE) < 0);
  }

  private void record(Backup backup) {
    List<ExpectedVolume> expected = velero.expectedVolumes(backup.spec());
    @Nullable String text = ExpectedVolumesAnnotation.format(expected);
    if (text != null) {
      SnapshotRecord snapshot = new SnapshotRecord(backup, clock.instant());
      snapshot.expect(text);
      records.save(snapshot);
    }
  }

  private List<Backup> measurable() {
    List<Backup> ended =
        velero.inventory().backups().stream()
            .filter(backup -> hasData(backup.state()) && isKept(backup))
            .toList();
    Set<String> measured = records.measuredUids();
    return ended.stream()
        .filter(backup -> !measured.contains(backup.uid()))
        .limit(MAX_MEASURED)
        .toList();
  }

  private boolean isKept(Backup backup) {
    @Nullable Instant start = backup.sortTime();
    return start != null && start.plus(RETENTION).isAfter(clock.instant());
  }

  private static boolean hasData(SnapshotState state) {
    return state == SnapshotState.COMPLETED || state == SnapshotState.PARTIAL;
  }

  private void measure(Backup backup) {
    List<VolumeBackup> volumes = velero.volumes(backup);
    if (volumes.stream().allMatch(volume -> volume.status().phase().isFinal())) {
      measurement.sizes(backup, volumes).ifPresent(measured -> save(backup, measured));
    }
  }

  private void save(Backup backup, List<RecordedVolumeSize> measured) {
    Instant now = clock.instant();
    transaction.executeWithoutResult(
        status -> {
          Optional<SnapshotRecord> known = records.findById(backup.uid());
          SnapshotRecord snapshot = known.orElseGet(() -> new SnapshotRecord(backup, now));
          snapshot.update(backup);
          snapshot.measure(measured.stream().mapToLong(RecordedVolumeSize::bytes).sum(), now);
          records.save(snapshot);
          sizes.saveAll(measured);
        });
  }
}
