package dev.signalbox.snapshots.history;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Records of snapshots. */
interface SnapshotRecordRepository extends Repository<SnapshotRecord, String> {

  Optional<SnapshotRecord> findById(String backupUid);

  SnapshotRecord save(SnapshotRecord record);

  @Query("select r.backupUid from SnapshotRecord r")
  Set<String> uids();

  @Query("select r.backupUid from SnapshotRecord r where r.measuredAt is not null")
  Set<String> measuredUids();

  /** Returns the records with expected volumes that were made since an instant. */
  List<SnapshotRecord> findByExpectedNotNullAndRecordedAtGreaterThanEqual(Instant since);

  /** Returns the snapshots of schedules that started since an instant. */
  List<SnapshotRecord> findByScheduleNotAndStartedAtGreaterThanEqual(String none, Instant since);

  @Modifying
  @Query(
      "update SnapshotRecord r set r.expected = null where r.expected is not null and r.startedAt <"
          + " :limit")
  int removeExpectedBefore(Instant limit);

  @Modifying
  @Query("delete SnapshotRecord r where coalesce(r.startedAt, r.recordedAt) < :limit")
  int removeBefore(Instant limit);
}
