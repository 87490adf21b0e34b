package dev.signalbox.drains.rolling;

import dev.signalbox.coordination.InstanceNotifier;
import dev.signalbox.remote.ActionRisk;
import dev.signalbox.remote.Mutating;
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

/**
 * Reads and writes rolling drains in the database; see {@link RollingDrainClientRepository} for
 * their clients.
 */
@Component
class RollingDrainRepository {

  /** The topic of live updates. */
  static final String TOPIC = "plans";

  private final JdbcClient database;
  private final RollingDrainClientRepository planClients;
  private final InstanceNotifier notifier;
  private final Clock clock;

  RollingDrainRepository(
      JdbcClient database,
      RollingDrainClientRepository planClients,
      InstanceNotifier notifier,
      Clock clock) {
    this.database = database;
    this.planClients = planClients;
    this.notifier = notifier;
    this.clock = clock;
  }

  @Mutating
  void add(RollingDrain plan, List<RollingDrainClient> clients) {
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
        .param("atOnce", plan.batchSize())
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
    notifier.publishChange(TOPIC);
  }

  /** The most recent plans, newest first. */
  List<RollingDrain> findRecent(int limit) {
    return database
        .sql("select * from drain_plan order by created_at desc limit :limit")
        .param("limit", limit)
        .query(RollingDrain::of)
        .list();
  }

  Optional<RollingDrain> find(UUID id) {
    return database
        .sql("select * from drain_plan where id = :id")
        .param("id", id)
        .query(RollingDrain::of)
        .optional();
  }

  /** The plans that have not ended, oldest first. */
  List<RollingDrain> findOpen() {
    return database
        .sql("select * from drain_plan where ended_at is null order by created_at")
        .query(RollingDrain::of)
        .list();
  }

  /** Why each of the halted plans waits until an admin resumes it. */
  List<String> findHaltReasons() {
    return database
        .sql("select waits from drain_plan where ended_at is null and halted order by created_at")
        .query((row, number) -> row.getString("waits"))
        .list();
  }

  /** Records why the plan is waiting; empty if it is not. */
  void setWaitReason(RollingDrain plan, String why) {
    if (!plan.waitReason().equals(why)) {
      database
          .sql("update drain_plan set waits = :why where id = :id")
          .param("why", why)
          .param("id", plan.id())
          .update();
      notifier.publishChange(TOPIC);
    }
  }

  /**
   * Resumes a plan: its next drains start.
   *
   * @return false if the plan was not in the state {@code from}
   */
  @Mutating
  boolean resume(UUID id, RollingDrain.State from) {
    return changeState(id, from, RollingDrain.State.RUNNING);
  }

  /**
   * Pauses or aborts a plan: no further drains start.
   *
   * @return false if the plan was not in the state {@code from}
   */
  @Mutating(ActionRisk.LOW)
  boolean stop(UUID id, RollingDrain.State from, RollingDrain.State to) {
    return changeState(id, from, to);
  }

  private boolean changeState(UUID id, RollingDrain.State from, RollingDrain.State to) {
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
    notifier.publishChange(TOPIC);
    return changed;
  }

  /**
   * Pauses a plan and stops all its requests to Nomad until a user resumes it.
   *
   * @return false if the plan was already halted, has ended or is aborted
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
    notifier.publishChange(TOPIC);
    return halted;
  }

  /** Records a failed request to Nomad and the time of the next attempt. */
  void recordFailure(RollingDrain plan, String why, Instant retryAt) {
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
    notifier.publishChange(TOPIC);
  }

  /** Clears the failure count after a successful request. */
  void clearFailures(RollingDrain plan) {
    if (plan.failures() > 0) {
      database
          .sql("update drain_plan set failures = 0, retry_at = null where id = :id")
          .param("id", plan.id())
          .update();
    }
  }

  /**
   * Ends a plan.
   *
   * @return false if it had already ended
   */
  boolean finish(RollingDrain plan) {
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
    notifier.publishChange(TOPIC);
    return ended;
  }

  private static OffsetDateTime time(Instant at) {
    return OffsetDateTime.ofInstant(at, ZoneOffset.UTC);
  }
}
