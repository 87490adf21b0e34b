package dev.signalbox.snapshots.history;

import dev.signalbox.velero.storage.VolumeGrowth.VolumeSize;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Size of a volume in a snapshot. */
@Entity
@Table(name = "snapshot_volume_size")
class RecordedVolumeSize {

  @EmbeddedId private Key key;
  private String snapshot;
  private Instant takenAt;
  private long bytes;
  private @Nullable Long uploadedBytes;

  @Embeddable
  record Key(String backupUid, String namespace, String volume) {}

  @SuppressWarnings("NullAway.Init") // filled in by JPA
  RecordedVolumeSize() {}

  RecordedVolumeSize(
      Key key, String snapshot, Instant takenAt, long bytes, @Nullable Long uploadedBytes) {
    this.key = key;
    this.snapshot = snapshot;
    this.takenAt = takenAt;
    this.bytes = bytes;
    this.uploadedBytes = uploadedBytes;
  }

  VolumeId volume() {
    return new VolumeId(key.namespace(), key.volume());
  }

  String backupUid() {
    return key.backupUid();
  }

  String snapshot() {
    return snapshot;
  }

  Instant takenAt() {
    return takenAt;
  }

  long bytes() {
    return bytes;
  }

  @Nullable Long uploadedBytes() {
    return uploadedBytes;
  }

  VolumeSize size() {
    return new VolumeSize(takenAt, bytes);
  }
}
