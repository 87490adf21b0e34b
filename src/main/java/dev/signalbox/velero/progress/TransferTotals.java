package dev.signalbox.velero.progress;

import dev.signalbox.velero.TransferPhase;
import dev.signalbox.velero.TransferProgress;
import dev.signalbox.velero.TransferStatus;
import dev.signalbox.velero.VolumeBackup;
import java.util.Collection;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Totals of the volumes of a backup or restore.
 *
 * @param progress bytes of all volumes whose size is known
 * @param scanning volumes whose size is not known yet
 * @param failed failed or canceled volumes
 */
public record TransferTotals(
    int volumes, int finished, int failed, int scanning, TransferProgress progress) {

  public static TransferTotals of(Collection<TransferStatus> transfers) {
    int finished = 0;
    int failed = 0;
    int scanning = 0;
    TransferProgress progress = TransferProgress.NONE;
    for (TransferStatus transfer : transfers) {
      TransferPhase phase = transfer.phase();
      finished += phase.isFinal() ? 1 : 0;
      failed += phase == TransferPhase.FAILED || phase == TransferPhase.CANCELED ? 1 : 0;
      // an empty volume has the size 0 when it is finished
      scanning += transfer.progress().isScanning() && !phase.isFinal() ? 1 : 0;
      progress = progress.plus(transfer.progress());
    }
    return new TransferTotals(transfers.size(), finished, failed, scanning, progress);
  }

  /** Returns the percentage of bytes, or null while the size of a volume is not known. */
  public @Nullable Double percent() {
    return scanning > 0 ? null : progress.percent();
  }

  /**
   * Returns the bytes that the volumes uploaded, without data that the repository contained
   * already; null if Velero doesn't report them (before 1.18).
   */
  public static @Nullable Long uploadedBytes(Collection<VolumeBackup> volumes) {
    if (volumes.isEmpty()
        || volumes.stream().anyMatch(volume -> volume.incrementalBytes() == null)) {
      return null;
    }
    return volumes.stream()
        .map(VolumeBackup::incrementalBytes)
        .filter(Objects::nonNull)
        .mapToLong(Long::longValue)
        .sum();
  }
}
