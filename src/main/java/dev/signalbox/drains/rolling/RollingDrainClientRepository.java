package dev.signalbox.drains.rolling;

import dev.signalbox.coordination.InstanceNotifier;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads and writes the clients of rolling drains in the database. */
@Component
class RollingDrainClientRepository {

  private final JdbcClient database;
  private final InstanceNotifier notifier;
  private final Clock clock;

  RollingDrainClientRepository(JdbcClient database, InstanceNotifier notifier, Clock clock) {
    this.database = database;
    this.notifier = notifier;
    this.clock = clock;
  }

  void add(UUID plan, List<RollingDrainClient> clients) {
    database
        .sql(
            """
            insert into drain_plan_client (plan_id, position, client_id, name)
            select :plan, position, client_id, name
            from unnest(:positions, :ids, :names) as client (position, client_id, name)
            """)
        .param("plan", plan)
        .param(
            "positions", clients.stream().map(RollingDrainClient::position).toArray(Integer[]::new))
        .param("ids", clients.stream().map(RollingDrainClient::clientId).toArray(String[]::new))
        .param("names", clients.stream().map(RollingDrainClient::name).toArray(String[]::new))
        .update();
  }

  List<RollingDrainClient> of(UUID plan) {
    return database
        .sql("select * from drain_plan_client where plan_id = :plan order by position")
        .param("plan", plan)
        .query(RollingDrainClient::of)
        .list();
  }

  /** Ids of the clients that open plans are draining or will drain. */
  Set<String> findPlannedIds() {
    return database
        .sql(
            """
            select distinct client_id from drain_plan_client join drain_plan on id = plan_id
            where drain_plan.ended_at is null
              and drain_plan_client.state in ('WAITING', 'STARTING', 'DRAINING', 'RESTORING')
            """)
        .query((row, number) -> row.getString("client_id"))
        .set();
  }

  /**
   * Records that a client is about to be drained.
   *
   * @return false if the plan was paused or the client changed meanwhile
   */
  boolean markStarting(UUID plan, RollingDrainClient client, UUID operation) {
    boolean updated =
        database
                .sql(
                    """
                    update drain_plan_client
                    set state = 'STARTING', operation = :operation, started_at = :now,
                      was_eligible = :eligible
                    where plan_id = :plan and position = :position and state = 'WAITING'
                      and exists (select 1 from drain_plan where id = :plan and state = 'RUNNING')
                    """)
                .param("operation", operation)
                .param("eligible", client.wasEligible())
                .param("now", time(clock.instant()))
                .param("plan", plan)
                .param("position", client.position())
                .update()
            == 1;
    notifier.publishChange(RollingDrainRepository.TOPIC);
    return updated;
  }

  /**
   * Records that Nomad has received the request to drain a client.
   *
   * @return false if the client was not in the state STARTING
   */
  boolean markDraining(UUID plan, RollingDrainClient client, long index) {
    boolean updated =
        database
                .sql(
                    """
                    update drain_plan_client set state = 'DRAINING', write_index = :index
                    where plan_id = :plan and position = :position and state = 'STARTING'
                    """)
                .param("index", index)
                .param("plan", plan)
                .param("position", client.position())
                .update()
            == 1;
    notifier.publishChange(RollingDrainRepository.TOPIC);
    return updated;
  }

  /**
   * Records the state of a client, and its end if the state is final.
   *
   * @return false if the state has changed since the client was read
   */
  boolean setState(
      UUID plan, RollingDrainClient client, RollingDrainClient.State state, String note) {
    boolean updated =
        database
                .sql(
                    """
                    update drain_plan_client set state = :state, note = :note, ended_at = :endedAt
                    where plan_id = :plan and position = :position and state = :from
                    """)
                .param("state", state.name())
                .param("note", note)
                .param("endedAt", state.isFinished() ? time(clock.instant()) : null)
                .param("plan", plan)
                .param("position", client.position())
                .param("from", client.state().name())
                .update()
            == 1;
    notifier.publishChange(RollingDrainRepository.TOPIC);
    return updated;
  }

  private static OffsetDateTime time(Instant at) {
    return OffsetDateTime.ofInstant(at, ZoneOffset.UTC);
  }
}
