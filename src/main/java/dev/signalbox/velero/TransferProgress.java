package dev.signalbox.velero;

import org.jspecify.annotations.Nullable;

/**
 * Progress of a data transfer in bytes.
 *
 * @param bytesDone may exceed the total if the volume grew after it was scanned
 * @param totalBytes 0 until the uploader has scanned the volume
 */
public record TransferProgress(long bytesDone, long totalBytes) {

  public static final TransferProgress NONE = new TransferProgress(0, 0);

  public TransferProgress {
    bytesDone = Math.max(0, bytesDone);
    totalBytes = Math.max(0, totalBytes);
  }

  static TransferProgress read(ResourceJson progress) {
    return new TransferProgress(progress.number("bytesDone"), progress.number("totalBytes"));
  }

  /** Returns whether the size is not known yet. */
  public boolean isScanning() {
    return totalBytes == 0;
  }

  /** Returns the percentage from 0 to 100, or null while the size is not known. */
  public @Nullable Double percent() {
    return isScanning() ? null : Math.min(100.0, 100.0 * bytesDone / totalBytes);
  }

  /** Returns the larger of both figures, because a volume may grow during the transfer. */
  public long size() {
    return Math.max(bytesDone, totalBytes);
  }

  public long remaining() {
    return Math.max(0, totalBytes - bytesDone);
  }

  public TransferProgress plus(TransferProgress other) {
    return new TransferProgress(bytesDone + other.bytesDone, totalBytes + other.totalBytes);
  }
}
