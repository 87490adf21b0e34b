package dev.signalbox.drains.rolling;

import dev.signalbox.drains.rolling.RollingDrain.State;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Reads and writes rolling drains. A change of the state returns 0 if it has changed meanwhile. */
interface RollingDrainRepository extends Repository<StoredRollingDrain, UUID> {

  @Query("select plan from StoredRollingDrain where id = :id")
  Optional<RollingDrain> find(UUID id);

  @Query("select plan from StoredRollingDrain order by plan.createdAt desc")
  List<RollingDrain> findRecent(Limit limit);

  @Query("select plan from StoredRollingDrain where plan.endedAt is null order by plan.createdAt")
  List<RollingDrain> findOpen();

  @Modifying(clearAutomatically = true)
  @Query("update StoredRollingDrain set plan.waitReason = :why where id = :id")
  int setWaitReason(UUID id, String why);

  @Modifying(clearAutomatically = true)
  @Query(
      """
      update StoredRollingDrain
      set plan.state = :state, plan.waitReason = '', plan.halted = false, plan.failures = 0,
        plan.retryAt = null
      where id = :id and plan.state = :from and plan.endedAt is null
      """)
  int setState(UUID id, State from, State state);

  @Modifying(clearAutomatically = true)
  @Query(
      """
      update StoredRollingDrain
      set plan.state = PAUSED, plan.waitReason = :why, plan.halted = true, plan.failures = 0,
        plan.retryAt = null
      where id = :id and plan.state in (RUNNING, PAUSED) and plan.halted = false
        and plan.endedAt is null
      """)
  int halt(UUID id, String why);

  @Modifying(clearAutomatically = true)
  @Query(
      """
      update StoredRollingDrain
      set plan.waitReason = :why, plan.failures = plan.failures + 1, plan.retryAt = :retryAt
      where id = :id and plan.halted = false and plan.endedAt is null
      """)
  int addFailure(UUID id, String why, Instant retryAt);

  @Modifying(clearAutomatically = true)
  @Query("update StoredRollingDrain set plan.failures = 0, plan.retryAt = null where id = :id")
  void clearFailures(UUID id);

  @Modifying(clearAutomatically = true)
  @Query(
      """
      update StoredRollingDrain
      set plan.endedAt = :now, plan.waitReason = '',
        plan.state = case plan.state when ABORTED then plan.state
          else dev.signalbox.drains.rolling.RollingDrain.State.FINISHED end
      where id = :id and plan.endedAt is null
      """)
  int finish(UUID id, Instant now);
}
