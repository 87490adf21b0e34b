package dev.signalbox.drains.rolling;

import dev.signalbox.drains.rolling.RollingDrainClient.State;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/**
 * Reads and writes the clients of rolling drains. A change of the state returns 0 if it has changed
 * meanwhile.
 */
interface RollingDrainClientRepository
    extends Repository<StoredRollingDrainClient, StoredRollingDrainClient.Key> {

  List<RollingDrainClient> findByPlanIdOrderByPosition(UUID planId);

  /** Adds all clients of a plan with one statement. */
  @Modifying
  @NativeQuery(
      """
      insert into drain_plan_client (plan_id, position, client_id, name)
      select :planId, position, client_id, name
      from unnest(:ids, :names) with ordinality as client (client_id, name, position)
      """)
  void add(UUID planId, String[] ids, String[] names);

  /** Returns the ids of the clients that open plans are draining or will drain. */
  @Query(
      """
      select distinct c.clientId from StoredRollingDrainClient c
      join StoredRollingDrain p on p.id = c.planId
      where p.plan.endedAt is null and c.state in (WAITING, STARTING, DRAINING, RESTORING)
      """)
  Set<String> findPlannedIds();

  @Modifying
  @Query(
      """
      update StoredRollingDrainClient
      set state = STARTING, operation = :operation, startedAt = :now, wasEligible = :eligible
      where planId = :planId and position = :position and state = WAITING
        and exists (select 1 from StoredRollingDrain p where p.id = :planId and p.plan.state = RUNNING)
      """)
  int markStarting(UUID planId, int position, UUID operation, boolean eligible, Instant now);

  @Modifying
  @Query(
      """
      update StoredRollingDrainClient set state = DRAINING, writeIndex = :index
      where planId = :planId and position = :position and state = STARTING
      """)
  int markDraining(UUID planId, int position, long index);

  @Modifying
  @Query(
      """
      update StoredRollingDrainClient set state = :state, note = :note, endedAt = :endedAt
      where planId = :planId and position = :position and state = :from
      """)
  int setState(
      UUID planId, int position, State from, State state, String note, @Nullable Instant endedAt);
}
