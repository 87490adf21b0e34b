package dev.signalbox.nomad.drains.plans;

import dev.signalbox.live.Bulletin;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The clients of the rolling drains, and where each stands, as they are written down. */
@Component
class PlanClients {

  private final JdbcClient database;
  private final Bulletin bulletin;
  private final Clock clock;

  PlanClients(JdbcClient database, Bulletin bulletin, Clock clock) {
    this.database = database;
    this.bulletin = bulletin;
    this.clock = clock;
  }

  void add(UUID plan, List<PlanClient> clients) {
    database
        .sql(
            """
            insert into drain_plan_client (plan_id, position, client_id, name)
            select :plan, position, client_id, name
            from unnest(:positions, :ids, :names) as client (position, client_id, name)
            """)
        .param("plan", plan)
        .param("positions", clients.stream().map(PlanClient::position).toArray(Integer[]::new))
        .param("ids", clients.stream().map(PlanClient::clientId).toArray(String[]::new))
        .param("names", clients.stream().map(PlanClient::name).toArray(String[]::new))
        .update();
  }

  List<PlanClient> of(UUID plan) {
    return database
        .sql("select * from drain_plan_client where plan_id = :plan order by position")
        .param("plan", plan)
        .query(PlanClient::of)
        .list();
  }

  /** The clients that a plan which is not over will still take, or takes now. */
  Set<String> planned() {
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
   * Writes down that a client is about to be drained.
   *
   * @return whether it still may: not when the plan was paused meanwhile
   */
  boolean begin(UUID plan, PlanClient client, UUID operation) {
    boolean begun =
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
    bulletin.changed(Plans.TOPIC);
    return begun;
  }

  /**
   * Writes down that Nomad was told.
   *
   * @return whether the client was about to be drained until now
   */
  boolean draining(UUID plan, PlanClient client, long index) {
    boolean told =
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
    bulletin.changed(Plans.TOPIC);
    return told;
  }

  /**
   * Writes down where a client stands; those that are over end now.
   *
   * @return whether it stood until now where it was read
   */
  boolean mark(UUID plan, PlanClient client, PlanClient.State state, String note) {
    boolean marked =
        database
                .sql(
                    """
                    update drain_plan_client set state = :state, note = :note, ended_at = :endedAt
                    where plan_id = :plan and position = :position and state = :from
                    """)
                .param("state", state.name())
                .param("note", note)
                .param("endedAt", state.over() ? time(clock.instant()) : null)
                .param("plan", plan)
                .param("position", client.position())
                .param("from", client.state().name())
                .update()
            == 1;
    bulletin.changed(Plans.TOPIC);
    return marked;
  }

  private static OffsetDateTime time(Instant at) {
    return OffsetDateTime.ofInstant(at, ZoneOffset.UTC);
  }
}
