package dev.signalbox.snapshots.history;

import java.time.Instant;
import java.util.List;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Sizes of volumes in snapshots. */
interface VolumeSizeRepository extends Repository<RecordedVolumeSize, RecordedVolumeSize.Key> {

  List<RecordedVolumeSize> saveAll(Iterable<RecordedVolumeSize> sizes);

  /** Returns the newest sizes of each volume, newest first. */
  @Query(
      nativeQuery = true,
      value =
          """
          select s.* from (
            select v.*, row_number() over (
              partition by v.namespace, v.volume order by v.taken_at desc, v.backup_uid) as place
            from snapshot_volume_size v) s
          where s.place <= :count
          order by s.namespace, s.volume, s.taken_at desc
          """)
  List<RecordedVolumeSize> newest(int count);

  /** Returns the newest sizes of one volume, newest first. */
  @Query(
      "select s from RecordedVolumeSize s where s.key.namespace = :namespace and s.key.volume ="
          + " :volume order by s.takenAt desc, s.key.backupUid limit :count")
  List<RecordedVolumeSize> newestOf(String namespace, String volume, int count);

  @Modifying
  @Query("delete RecordedVolumeSize s where s.takenAt < :limit")
  int removeBefore(Instant limit);
}
