package dev.signalbox.artifacts.policy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Reads and adds revisions of the policy. */
interface PolicyRevisionRepository extends Repository<StoredPolicyRevision, Integer> {

  Optional<StoredPolicyRevision> findByNumber(int number);

  Optional<StoredPolicyRevision> findFirstByOrderByNumberDesc();

  /** Returns the revision in force. */
  default PolicyRevision latest() {
    return findFirstByOrderByNumberDesc()
        .map(StoredPolicyRevision::toRevision)
        .orElse(PolicyRevision.DEFAULT);
  }

  List<StoredPolicyRevision> findByOrderByNumberDesc(Limit limit);

  /** Adds a revision and returns 1, or 0 if there is one with that number. */
  @Transactional(propagation = Propagation.MANDATORY)
  @Modifying(clearAutomatically = true)
  @Query(
      """
      insert into StoredPolicyRevision (number, rendered, plainText, allowUnsafe, reason, savedBy,
        savedAt)
      values (:number, :rendered, :plainText, :allowUnsafe, :reason, :savedBy, :savedAt)
      on conflict (number) do nothing
      """)
  int insert(
      int number,
      String rendered,
      String plainText,
      boolean allowUnsafe,
      String reason,
      String savedBy,
      Instant savedAt);
}
