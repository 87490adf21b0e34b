package dev.signalbox.snapshots.history;

import dev.signalbox.velero.Backup;
import dev.signalbox.velero.VolumeBackup;
import dev.signalbox.velero.files.BackupFile;
import dev.signalbox.velero.files.BackupFileKind;
import dev.signalbox.velero.files.BackupFileStore;
import dev.signalbox.velero.files.BackupFileText;
import dev.signalbox.velero.logs.VolumeInfo;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Measures the volumes of a snapshot that has ended. The sizes of volume snapshots are only in a
 * file, which Velero writes since 1.13.
 */
@Component
class VolumeMeasurement {

  /** Files of older snapshots are not downloaded, nor those that Velero does not provide. */
  private static final Duration MAX_AGE = Duration.ofDays(1);

  private final BackupFileStore files;
  private final Clock clock;

  VolumeMeasurement(BackupFileStore files, Clock clock) {
    this.files = files;
    this.clock = clock;
  }

  /** Returns the sizes, or empty while the file is being downloaded. */
  Optional<List<RecordedVolumeSize>> sizes(Backup backup, List<VolumeBackup> volumes) {
    @Nullable Instant at = backup.sortTime();
    if (at == null) {
      return Optional.empty();
    }
    Map<VolumeId, RecordedVolumeSize> sizes = new LinkedHashMap<>();
    volumes.stream()
        .filter(VolumeBackup::hasData)
        .forEach(
            volume ->
                add(
                    sizes,
                    backup,
                    VolumeId.of(volume),
                    volume.status().progress().size(),
                    volume.incrementalBytes()));
    if (hasSnapshots(backup) && at.plus(MAX_AGE).isAfter(clock.instant())) {
      switch (files.get(backup, BackupFileKind.VOLUME_INFOS)) {
        case BackupFile.Ready ready -> addSnapshots(sizes, backup, ready);
        case BackupFile.Pending pending -> {
          return Optional.empty();
        }
        case BackupFile.Failed failed -> {
          return Optional.empty();
        }
      }
    }
    return Optional.of(List.copyOf(sizes.values()));
  }

  private static boolean hasSnapshots(Backup backup) {
    return backup.status().volumeSnapshots().attempted()
            + backup.status().csiVolumeSnapshots().attempted()
        > 0;
  }

  private static void addSnapshots(
      Map<VolumeId, RecordedVolumeSize> sizes, Backup backup, BackupFile.Ready file) {
    @Nullable JsonNode json = BackupFileText.json(file.path());
    if (json != null) {
      VolumeInfo.read(json).stream()
          .filter(VolumeInfo::isSaved)
          .filter(info -> !info.claim().isEmpty())
          .forEach(info -> addInfo(sizes, backup, info));
    }
  }

  private static void addInfo(
      Map<VolumeId, RecordedVolumeSize> sizes, Backup backup, VolumeInfo info) {
    @Nullable Long size = info.size();
    if (size != null) {
      add(
          sizes,
          backup,
          new VolumeId(info.namespace(), info.claim()),
          size,
          info.incrementalSize());
    }
  }

  private static void add(
      Map<VolumeId, RecordedVolumeSize> sizes,
      Backup backup,
      VolumeId volume,
      long bytes,
      @Nullable Long uploaded) {
    @Nullable Instant at = backup.sortTime();
    if (at != null) {
      sizes.putIfAbsent(
          volume,
          new RecordedVolumeSize(
              new RecordedVolumeSize.Key(backup.uid(), volume.namespace(), volume.volume()),
              backup.name(),
              at,
              bytes,
              uploaded));
    }
  }
}
