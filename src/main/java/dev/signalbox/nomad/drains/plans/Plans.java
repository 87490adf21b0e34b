package dev.signalbox.nomad.drains.plans;

import dev.signalbox.live.Bulletin;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rolling drains as they are written down. */
@Component
class Plans {

  /** The live topic. */
  static final String TOPIC = "plans";

  private final JdbcClient database;
  private final Bulletin bulletin;
  private final Clock clock;

  Plans(JdbcClient database, Bulletin bulletin, Clock clock) {
    this.database = database;
    this.bulletin = bulletin;
    this.clock = clock;
  }

  void add(DrainPlan plan, List<PlanClient> clients) {
    @Nullable Duration deadline = plan.deadline();
    database
        .sql(
            """
            insert into drain_plan (id, reason, at_once, keep_ready, deadline_seconds,
              ignore_system_jobs, eligible_after, wait_for_queue, state,
              actor_type, actor_id, actor_name, created_at)
            values (:id, :reason, :atOnce, :keepReady, :deadline,
              :ignoreSystemJobs, :eligibleAfter, :waitForQueue, :state,
              :actorType, :actorId, :actorName, :createdAt)
            """)
        .param("id", plan.id())
        .param("reason", plan.reason())
        .param("atOnce", plan.atOnce())
        .param("keepReady", plan.keepReady())
        .param("deadline", deadline == null ? null : deadline.toSeconds())
        .param("ignoreSystemJobs", plan.ignoreSystemJobs())
        .param("eligibleAfter", plan.eligibleAfter())
        .param("waitForQueue", plan.waitForQueue())
        .param("state", plan.state().name())
        .param("actorType", plan.actor().type())
        .param("actorId", plan.actor().id())
        .param("actorName", plan.actor().name())
        .param("createdAt", time(plan.createdAt()))
        .update();
    database
        .sql(
            """
            insert into drain_plan_client (plan_id, position, client_id, name)
            select :plan, position, client_id, name
            from unnest(:positions, :ids, :names) as client (position, client_id, name)
            """)
        .param("plan", plan.id())
        .param("positions", clients.stream().map(PlanClient::position).toArray(Integer[]::new))
        .param("ids", clients.stream().map(PlanClient::clientId).toArray(String[]::new))
        .param("names", clients.stream().map(PlanClient::name).toArray(String[]::new))
        .update();
    bulletin.changed(TOPIC);
  }

  /** The newest. */
  List<DrainPlan> recent(int most) {
    return database
        .sql("select * from drain_plan order by created_at desc limit :most")
        .param("most", most)
        .query(DrainPlan::of)
        .list();
  }

  Optional<DrainPlan> find(UUID id) {
    return database
        .sql("select * from drain_plan where id = :id")
        .param("id", id)
        .query(DrainPlan::of)
        .optional();
  }

  /** Those where something is to be done or watched, oldest first. */
  List<DrainPlan> open() {
    return database
        .sql("select * from drain_plan where ended_at is null order by created_at")
        .query(DrainPlan::of)
        .list();
  }

  List<PlanClient> clients(UUID plan) {
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
    bulletin.changed(TOPIC);
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
    bulletin.changed(TOPIC);
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
    bulletin.changed(TOPIC);
    return marked;
  }

  /** Says why nothing goes on, or that it does. */
  void waits(DrainPlan plan, String why) {
    if (!plan.waits().equals(why)) {
      database
          .sql("update drain_plan set waits = :why where id = :id")
          .param("why", why)
          .param("id", plan.id())
          .update();
      bulletin.changed(TOPIC);
    }
  }

  /**
   * Writes down what is wanted of a plan.
   *
   * @return whether it was in the first state until now
   */
  boolean change(UUID id, DrainPlan.State from, DrainPlan.State to) {
    boolean changed =
        database
                .sql(
                    """
                    update drain_plan
                    set state = :to, waits = '', halted = false, failures = 0, retry_at = null
                    where id = :id and state = :from and ended_at is null
                    """)
                .param("from", from.name())
                .param("to", to.name())
                .param("id", id)
                .update()
            == 1;
    bulletin.changed(TOPIC);
    return changed;
  }

  /**
   * Writes down that nothing more is done at Nomad until somebody resumes the plan.
   *
   * @return whether it went on until now; an aborted one cannot be resumed, so it is left alone
   */
  boolean halt(UUID id, String why) {
    boolean halted =
        database
                .sql(
                    """
                    update drain_plan
                    set state = 'PAUSED', waits = :why, halted = true, failures = 0, retry_at = null
                    where id = :id and state in ('RUNNING', 'PAUSED') and not halted
                      and ended_at is null
                    """)
                .param("why", why)
                .param("id", id)
                .update()
            == 1;
    bulletin.changed(TOPIC);
    return halted;
  }

  /** Writes down that Nomad failed, and when it is asked again. */
  void failed(DrainPlan plan, String why, Instant retryAt) {
    database
        .sql(
            """
            update drain_plan set waits = :why, failures = failures + 1, retry_at = :retryAt
            where id = :id and not halted and ended_at is null
            """)
        .param("why", why)
        .param("retryAt", time(retryAt))
        .param("id", plan.id())
        .update();
    bulletin.changed(TOPIC);
  }

  /** Writes down that Nomad did what it failed to do before. */
  void recovered(DrainPlan plan) {
    if (plan.failures() > 0) {
      database
          .sql("update drain_plan set failures = 0, retry_at = null where id = :id")
          .param("id", plan.id())
          .update();
    }
  }

  /**
   * Writes down that nothing is left to do.
   *
   * @return whether there was until now
   */
  boolean end(DrainPlan plan) {
    boolean ended =
        database
                .sql(
                    """
                    update drain_plan set ended_at = :now, waits = '',
                      state = case state when 'ABORTED' then state else 'FINISHED' end
                    where id = :id and ended_at is null
                    """)
                .param("now", time(clock.instant()))
                .param("id", plan.id())
                .update()
            == 1;
    bulletin.changed(TOPIC);
    return ended;
  }

  private static OffsetDateTime time(Instant at) {
    return OffsetDateTime.ofInstant(at, ZoneOffset.UTC);
  }
}
