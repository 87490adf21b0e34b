package dev.signalbox.overview;

import dev.signalbox.remote.ActionRisk;
import dev.signalbox.remote.Mutating;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Reads and writes links to the wall. */
interface WallLinkRepository extends Repository<WallLink, UUID> {

  Optional<WallLink> findByHash(byte[] hash);

  Optional<WallLink> findById(UUID id);

  /** Returns active links first, each group newest first. */
  @Query("from WallLink order by case when revokedAt is null then 0 else 1 end, createdAt desc, id")
  List<WallLink> findNewest(Limit limit);

  @Mutating(ActionRisk.HIGH)
  @Transactional(propagation = Propagation.MANDATORY)
  WallLink save(WallLink link);

  /** Revokes an active link and returns 1, or 0 if it was already revoked. */
  @Mutating(ActionRisk.LOW)
  @Transactional(propagation = Propagation.MANDATORY)
  @Modifying(clearAutomatically = true)
  @Query(
      "update WallLink set revokedAt = :at, revokedBy = :by where id = :id and revokedAt is null")
  int revoke(UUID id, Instant at, String by);
}
