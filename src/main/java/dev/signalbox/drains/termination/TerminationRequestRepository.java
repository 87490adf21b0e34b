package dev.signalbox.drains.termination;

import dev.signalbox.coordination.InstanceNotifier;
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

/** Reads and writes releases in the database. */
@Component
class TerminationRequestRepository {

  /** The topic of live updates. */
  static final String TOPIC = "releases";

  private final JdbcClient database;
  private final InstanceNotifier notifier;
  private final Clock clock;

  TerminationRequestRepository(JdbcClient database, InstanceNotifier notifier, Clock clock) {
    this.database = database;
    this.notifier = notifier;
    this.clock = clock;
  }

  /** The client's release in progress, or its last one. */
  Optional<TerminationRequest> findLatest(String clientId) {
    return database
        .sql(
            """
            select * from client_release where client_id = :client
            order by ended_at is null desc, requested_at desc limit 1
            """)
        .param("client", clientId)
        .query(TerminationRequest::of)
        .optional();
  }

  /** The most recent releases, newest first. */
  List<TerminationRequest> findRecent(int limit) {
    return database
        .sql("select * from client_release order by requested_at desc limit :limit")
        .param("limit", limit)
        .query(TerminationRequest::of)
        .list();
  }

  /** The release in progress, or the last one, with this client id, name or instance id. */
  Optional<TerminationRequest> findLatestByIdOrName(String idOrName) {
    return database
        .sql(
            """
            select * from client_release
            where client_id = :idOrName or name = :idOrName or instance = :idOrName
            order by ended_at is null desc, requested_at desc limit 1
            """)
        .param("idOrName", idOrName)
        .query(TerminationRequest::of)
        .optional();
  }

  /** Reads the current state of a release. */
  Optional<TerminationRequest> find(UUID id) {
    return database
        .sql("select * from client_release where id = :id")
        .param("id", id)
        .query(TerminationRequest::of)
        .optional();
  }

  /** The releases that have not ended, oldest first. */
  List<TerminationRequest> findOpen() {
    return database
        .sql("select * from client_release where ended_at is null order by requested_at")
        .query(TerminationRequest::of)
        .list();
  }

  void add(TerminationRequest release) {
    @Nullable Duration deadline = release.deadline();
    database
        .sql(
            """
            insert into client_release (id, client_id, name, instance, state, reason,
              deadline_seconds, purge, override, actor_type, actor_id, actor_name, operation,
              builds_left, requested_at, state_since, heartbeat_at)
            values (:id, :client, :name, :instance, :state, :reason,
              :deadline, :purge, :override, :actorType, :actorId, :actorName, :operation,
              :left, :at, :at, :at)
            """)
        .param("id", release.id())
        .param("client", release.clientId())
        .param("name", release.name())
        .param("instance", release.instance())
        .param("state", release.state().name())
        .param("reason", release.reason())
        .param("deadline", deadline == null ? null : deadline.toSeconds())
        .param("purge", release.purge())
        .param("override", release.override())
        .param("actorType", release.actor().type())
        .param("actorId", release.actor().id())
        .param("actorName", release.actor().name())
        .param("operation", release.operation())
        .param("left", release.left())
        .param("at", time(release.requestedAt()))
        .update();
    notifier.publishChange(TOPIC);
  }

  /**
   * Records that the next step of a release is about to start.
   *
   * @param lease how long no other instance may start the step, even if this one stops
   * @return false if the release was canceled or changed meanwhile, if another instance holds the
   *     lease, or if the backoff after a failure has not passed
   */
  boolean tryStartStep(TerminationRequest release, Duration lease) {
    Instant now = clock.instant();
    return database
            .sql(
                """
                update client_release set tries = tries + 1, not_before = :until
                where id = :id and ended_at is null and state = :from and halted = ''
                  and (not_before is null or not_before <= :now)
                """)
            .param("until", time(now.plus(lease)))
            .param("id", release.id())
            .param("from", release.state().name())
            .param("now", time(now))
            .update()
        == 1;
  }

  /** Records a failed step and the time until the next attempt. */
  void recordFailure(TerminationRequest release, String note, String failure, Duration pause) {
    database
        .sql(
            """
            update client_release set note = :note, failure = :failure, not_before = :until
            where id = :id and ended_at is null and state = :from
            """)
        .param("note", note)
        .param("failure", failure)
        .param("until", time(clock.instant().plus(pause)))
        .param("id", release.id())
        .param("from", release.state().name())
        .update();
    notifier.publishChange(TOPIC);
  }

  /** Records the next state, unless the release has ended or changed meanwhile. */
  boolean setState(TerminationRequest release, TerminationRequest.State state, long index) {
    boolean updated =
        database
                .sql(
                    """
                    update client_release
                    set state = :state, note = '', write_index = :index, state_since = :now,
                      heartbeat_at = :now, tries = 0, not_before = null, failure = ''
                    where id = :id and ended_at is null and state = :from
                    """)
                .param("state", state.name())
                .param("index", index)
                .param("now", now())
                .param("id", release.id())
                .param("from", release.state().name())
                .update()
            == 1;
    notifier.publishChange(TOPIC);
    return updated;
  }

  /** Records the final state, unless the release has ended or changed meanwhile. */
  boolean finish(TerminationRequest release, TerminationRequest.State state, String note) {
    boolean ended =
        database
                .sql(
                    """
                    update client_release
                    set state = :state, note = :note, state_since = :now, ended_at = :now,
                      builds_left = case when :state = 'ABANDONED' then builds_left else 0 end
                    where id = :id and ended_at is null and state = :from
                    """)
                .param("state", state.name())
                .param("note", note)
                .param("now", now())
                .param("id", release.id())
                .param("from", release.state().name())
                .update()
            == 1;
    notifier.publishChange(TOPIC);
    return ended;
  }

  /**
   * Stops all requests for the releases in progress. SAFE is reset, because the client may run
   * builds again.
   *
   * @return the releases that were not halted before
   */
  List<TerminationRequest> haltAll(String why) {
    List<TerminationRequest> open =
        findOpen().stream().filter(release -> !release.isHalted()).toList();
    database
        .sql(
            """
            update client_release
            set halted = :why, state = case state when 'SAFE' then 'STOPPING' else state end
            where ended_at is null and halted = ''
            """)
        .param("why", why)
        .update();
    notifier.publishChange(TOPIC);
    return open;
  }

  /**
   * Allows requests again.
   *
   * @return false if the release was not halted or has ended
   */
  boolean resume(UUID id) {
    boolean resumed =
        database
                .sql(
                    """
                    update client_release set halted = '', not_before = null
                    where id = :id and ended_at is null and halted <> ''
                    """)
                .param("id", id)
                .update()
            == 1;
    notifier.publishChange(TOPIC);
    return resumed;
  }

  /** Why each of the halted releases waits until an admin resumes it. */
  List<String> findHaltReasons() {
    return database
        .sql(
            "select halted from client_release where ended_at is null and halted <> ''"
                + " order by requested_at")
        .query((row, number) -> row.getString("halted"))
        .list();
  }

  /** Cancels a release in any state, unless it has ended. */
  boolean cancel(TerminationRequest release) {
    boolean canceled =
        database
                .sql(
                    """
                    update client_release
                    set state = 'CANCELLED', note = '', state_since = :now, ended_at = :now,
                      builds_left = 0
                    where id = :id and ended_at is null
                    """)
                .param("now", now())
                .param("id", release.id())
                .update()
            == 1;
    notifier.publishChange(TOPIC);
    return canceled;
  }

  /** Records a heartbeat, at most once per interval unless something has changed. */
  void recordHeartbeat(TerminationRequest release, int left, Duration interval) {
    Instant due = release.heartbeatAt().plus(interval);
    if (left != release.left() || !clock.instant().isBefore(due) || !release.note().isEmpty()) {
      database
          .sql(
              """
              update client_release set builds_left = :left, heartbeat_at = :now, note = ''
              where id = :id and ended_at is null
              """)
          .param("left", left)
          .param("now", now())
          .param("id", release.id())
          .update();
      notifier.publishChange(TOPIC);
    }
  }

  /** Records why a release can't continue, without a heartbeat. */
  void setObstacle(TerminationRequest release, String note) {
    if (!release.note().equals(note)) {
      database
          .sql("update client_release set note = :note where id = :id and ended_at is null")
          .param("note", note)
          .param("id", release.id())
          .update();
      notifier.publishChange(TOPIC);
    }
  }

  private OffsetDateTime now() {
    return time(clock.instant());
  }

  private static OffsetDateTime time(Instant at) {
    return OffsetDateTime.ofInstant(at, ZoneOffset.UTC);
  }
}
