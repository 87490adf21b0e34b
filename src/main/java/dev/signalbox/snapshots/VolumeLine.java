package dev.signalbox.snapshots;

import dev.signalbox.snapshots.history.GrowthText;
import dev.signalbox.velero.TransferPhase;
import dev.signalbox.velero.TransferProgress;
import dev.signalbox.velero.TransferStatus;
import dev.signalbox.velero.VolumeBackup;
import dev.signalbox.velero.storage.VolumeGrowth;
import dev.signalbox.web.ByteSize;
import dev.signalbox.web.StatusLabel;
import dev.signalbox.web.StatusTone;
import dev.signalbox.web.TimestampView;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A volume of a snapshot.
 *
 * @param volume name of the claim; without one, that of the volume in the pod
 * @param type type of a volume without a claim, such as {@code emptyDir}; otherwise empty
 * @param pod pod that the files were read through; empty for a snapshot
 * @param method how the data is saved, such as {@code Files (kopia)}
 * @param size bytes as text, or a dash
 * @param uploaded bytes that were sent this time, or null if Velero doesn't report it
 * @param percent 0 to 100, or null while it isn't running or its size is unknown
 * @param progress what is transferred, at which speed; null unless it is running
 * @param growth how the volume grows and when it is full, or null if that is unknown
 */
public record VolumeLine(
    String key,
    String volume,
    String type,
    String namespace,
    String pod,
    String node,
    String method,
    StatusLabel status,
    String message,
    String size,
    @Nullable String uploaded,
    @Nullable Integer percent,
    @Nullable String progress,
    @Nullable String growth) {

  /**
   * Returns the line of a volume.
   *
   * @param bytesPerSecond null if unknown
   * @param type empty if unknown
   * @param growth null if unknown
   */
  static VolumeLine of(
      VolumeBackup volume,
      String type,
      @Nullable Double bytesPerSecond,
      @Nullable VolumeGrowth growth) {
    TransferStatus status = volume.status();
    TransferProgress progress = status.progress();
    boolean running = status.phase() == TransferPhase.IN_PROGRESS;
    @Nullable Double percent = running ? progress.percent() : null;
    return new VolumeLine(
        volume.uid(),
        volume.claim().isEmpty() ? volume.volume() : volume.claim(),
        type,
        volume.namespace(),
        volume.podName(),
        status.node(),
        volume.source() == VolumeBackup.Source.DATA_UPLOAD
            ? "CSI snapshot, uploaded (" + volume.uploaderType() + ")"
            : "Files (" + volume.uploaderType() + ")",
        label(status),
        status.message(),
        progress.isScanning() && !status.phase().isFinal() ? "–" : ByteSize.of(progress.size()),
        volume.incrementalBytes() == null ? null : ByteSize.of(volume.incrementalBytes()),
        percent == null ? null : (int) Math.floor(percent),
        running ? progress(progress, bytesPerSecond) : null,
        growth == null ? null : GrowthText.of(growth));
  }

  private static String progress(TransferProgress progress, @Nullable Double bytesPerSecond) {
    if (progress.isScanning()) {
      return "scanning the volume";
    }
    String done = ByteSize.of(progress.bytesDone()) + " of " + ByteSize.of(progress.totalBytes());
    if (bytesPerSecond == null || bytesPerSecond < 1) {
      return done;
    }
    long seconds = (long) Math.ceil(progress.remaining() / bytesPerSecond);
    return "%s · %s/s · %s left"
        .formatted(
            done,
            ByteSize.of(bytesPerSecond),
            TimestampView.formatDuration(Duration.ofSeconds(seconds)));
  }

  /** Returns the state of the transfer of a volume, of a snapshot or a restore. */
  public static StatusLabel label(TransferStatus status) {
    return switch (status.phase()) {
      case NEW, ACCEPTED, PREPARED -> StatusLabel.waiting("Waiting for the node agent");
      case IN_PROGRESS -> new StatusLabel(StatusTone.ACCENT, "player-play", "Running");
      case CANCELING, CANCELED -> StatusLabel.off("Canceled");
      case COMPLETED -> StatusLabel.ok("Completed");
      case FAILED -> StatusLabel.bad("Failed");
      case UNKNOWN -> StatusLabel.unknown(status.phaseText());
    };
  }
}
