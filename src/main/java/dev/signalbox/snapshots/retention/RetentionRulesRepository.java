package dev.signalbox.snapshots.retention;

import java.util.Optional;
import org.springframework.data.repository.Repository;

/** Reads and writes the retention rules. */
interface RetentionRulesRepository extends Repository<StoredRetentionRules, Integer> {

  Optional<StoredRetentionRules> findById(int id);

  StoredRetentionRules saveAndFlush(StoredRetentionRules rules);
}
