package dev.signalbox.restores;

import dev.signalbox.snapshots.VolumeLine;
import dev.signalbox.velero.TransferPhase;
import dev.signalbox.velero.TransferProgress;
import dev.signalbox.velero.TransferStatus;
import dev.signalbox.velero.VolumeRestore;
import dev.signalbox.web.ByteSize;
import dev.signalbox.web.StatusLabel;
import org.jspecify.annotations.Nullable;

/**
 * A volume of a restore.
 *
 * @param percent 0 to 100, or null while it isn't running or its size is unknown
 * @param progress transferred bytes; empty unless it is running
 */
record RestoreVolumeRow(
    String key,
    String volume,
    String place,
    String node,
    StatusLabel status,
    String message,
    String size,
    @Nullable Integer percent,
    String progress) {

  static RestoreVolumeRow of(VolumeRestore volume) {
    TransferStatus status = volume.status();
    TransferProgress progress = status.progress();
    boolean running = status.phase() == TransferPhase.IN_PROGRESS;
    @Nullable Double percent = running ? progress.percent() : null;
    return new RestoreVolumeRow(
        volume.uid(),
        volume.volume(),
        volume.podName().isEmpty()
            ? volume.namespace()
            : volume.podName() + " · " + volume.namespace(),
        status.node(),
        VolumeLine.label(status),
        status.message(),
        progress.isScanning() && !status.phase().isFinal() ? "–" : ByteSize.of(progress.size()),
        percent == null ? null : (int) Math.floor(percent),
        !running || progress.isScanning()
            ? ""
            : ByteSize.of(progress.bytesDone()) + " of " + ByteSize.of(progress.totalBytes()));
  }
}
