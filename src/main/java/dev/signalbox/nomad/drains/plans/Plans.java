package dev.signalbox.nomad.drains.plans;

import dev.signalbox.live.Bulletin;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rolling drains as they are written down; their clients are in {@link PlanClients}. */
@Component
class Plans {

  /** The live topic. */
  static final String TOPIC = "plans";

  private final JdbcClient database;
  private final PlanClients planClients;
  private final Bulletin bulletin;
  private final Clock clock;

  Plans(JdbcClient database, PlanClients planClients, Bulletin bulletin, Clock clock) {
    this.database = database;
    this.planClients = planClients;
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
    planClients.add(plan.id(), clients);
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
