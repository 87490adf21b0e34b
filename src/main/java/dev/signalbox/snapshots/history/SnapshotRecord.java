package dev.signalbox.snapshots.history;

import dev.signalbox.velero.Backup;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What is recorded about a snapshot: what it was expected to save, and the size of its volumes. */
@Entity
@Table(name = "snapshot_record")
class SnapshotRecord {

  @Id private String backupUid;

  @SuppressWarnings("UnusedVariable") // for readers of the table
  private String name;

  private String schedule;
  private @Nullable Instant startedAt;

  @SuppressWarnings("UnusedVariable") // for readers of the table
  private @Nullable Instant completedAt;

  private @Nullable String expected;

  @SuppressWarnings("UnusedVariable") // read by queries
  private @Nullable Instant measuredAt;

  @SuppressWarnings("UnusedVariable") // for readers of the table
  private long bytes;

  private Instant recordedAt;

  @SuppressWarnings("NullAway.Init") // filled in by JPA
  SnapshotRecord() {}

  SnapshotRecord(Backup backup, Instant now) {
    this.backupUid = backup.uid();
    this.name = backup.name();
    this.schedule = backup.scheduleName();
    this.recordedAt = now;
    update(backup);
  }

  /** Takes over start and end, which are unknown at first. */
  void update(Backup backup) {
    startedAt = backup.status().startedAt();
    completedAt = backup.status().completedAt();
  }

  /** Records the volumes that it is expected to save, as JSON. */
  void expect(String volumes) {
    expected = volumes;
  }

  /** Records the size of its volumes, after its end. */
  void measure(long total, Instant now) {
    bytes = total;
    measuredAt = now;
  }

  String backupUid() {
    return backupUid;
  }

  @Nullable String expected() {
    return expected;
  }

  String schedule() {
    return schedule;
  }

  /** Returns the start of the snapshot, as far as it is known. */
  Instant start() {
    return startedAt == null ? recordedAt : startedAt;
  }

  Instant recordedAt() {
    return recordedAt;
  }
}
