package dev.signalbox.restores;

import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Reads and writes restores. */
interface StoredRestoreRepository extends Repository<StoredRestore, UUID> {

  Optional<StoredRestore> findById(UUID id);

  /** Returns the restore while no other transaction can change it. */
  @Lock(LockModeType.PESSIMISTIC_WRITE)
  @Query("select r from StoredRestore r where r.id = :id")
  Optional<StoredRestore> lock(UUID id);

  List<StoredRestore> findByEndedAtIsNull();

  List<StoredRestore> findBySnapshotOrderByCreatedAtDesc(String snapshot, Limit limit);

  List<StoredRestore> findByOrderByCreatedAtDesc(Limit limit);

  StoredRestore save(StoredRestore restore);
}
