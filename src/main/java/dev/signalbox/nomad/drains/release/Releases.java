package dev.signalbox.nomad.drains.release;

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

/** The releases as they are written down. */
@Component
class Releases {

  /** The live topic. */
  static final String TOPIC = "releases";

  private final JdbcClient database;
  private final Bulletin bulletin;
  private final Clock clock;

  Releases(JdbcClient database, Bulletin bulletin, Clock clock) {
    this.database = database;
    this.bulletin = bulletin;
    this.clock = clock;
  }

  /** The one that goes on, or the last one there was. */
  Optional<Release> latest(String clientId) {
    return database
        .sql(
            """
            select * from client_release where client_id = :client
            order by ended_at is null desc, requested_at desc limit 1
            """)
        .param("client", clientId)
        .query(Release::of)
        .optional();
  }

  /** The newest of all. */
  List<Release> recent(int most) {
    return database
        .sql("select * from client_release order by requested_at desc limit :most")
        .param("most", most)
        .query(Release::of)
        .list();
  }

  /** The newest that goes, or went, by this name or the cloud's id. */
  Optional<Release> latestBy(String asked) {
    return database
        .sql(
            """
            select * from client_release
            where client_id = :asked or name = :asked or instance = :asked
            order by ended_at is null desc, requested_at desc limit 1
            """)
        .param("asked", asked)
        .query(Release::of)
        .optional();
  }

  /** One as it is written down now. */
  Optional<Release> find(UUID id) {
    return database
        .sql("select * from client_release where id = :id")
        .param("id", id)
        .query(Release::of)
        .optional();
  }

  /** Those where something is to be done or watched, oldest first. */
  List<Release> open() {
    return database
        .sql("select * from client_release where ended_at is null order by requested_at")
        .query(Release::of)
        .list();
  }

  void add(Release release) {
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
    bulletin.changed(TOPIC);
  }

  /**
   * Writes down that its next act is about to begin.
   *
   * @param lease so long nobody else begins it, whatever becomes of this instance
   * @return whether it still may: not when it was cancelled or went on meanwhile, when somebody
   *     else is at it, and not so soon after it failed
   */
  boolean begin(Release release, Duration lease) {
    Instant now = clock.instant();
    return database
            .sql(
                """
                update client_release set tries = tries + 1, not_before = :until
                where id = :id and ended_at is null and state = :from
                  and (not_before is null or not_before <= :now)
                """)
            .param("until", time(now.plus(lease)))
            .param("id", release.id())
            .param("from", release.state().name())
            .param("now", time(now))
            .update()
        == 1;
  }

  /** Writes down that an act came to nothing, and when it is tried again. */
  void failed(Release release, String note, String failure, Duration pause) {
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
    bulletin.changed(TOPIC);
  }

  /** Writes down that it came to a state, unless it ended or went on meanwhile. */
  boolean reached(Release release, Release.State state, long index) {
    boolean reached =
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
    bulletin.changed(TOPIC);
    return reached;
  }

  /** Writes down how it ended, unless it had or went on meanwhile. */
  boolean ended(Release release, Release.State state, String note) {
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
    bulletin.changed(TOPIC);
    return ended;
  }

  /** Writes down that somebody wants it no more, however far it is, unless it had ended. */
  boolean cancelled(Release release) {
    boolean cancelled =
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
    bulletin.changed(TOPIC);
    return cancelled;
  }

  /** Writes down that all goes well; seldom enough that nobody notices. */
  void alive(Release release, int left, Duration every) {
    Instant due = release.heartbeatAt().plus(every);
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
      bulletin.changed(TOPIC);
    }
  }

  /** Writes down what stands in the way; no heartbeat. */
  void stuck(Release release, String note) {
    if (!release.note().equals(note)) {
      database
          .sql("update client_release set note = :note where id = :id and ended_at is null")
          .param("note", note)
          .param("id", release.id())
          .update();
      bulletin.changed(TOPIC);
    }
  }

  private OffsetDateTime now() {
    return time(clock.instant());
  }

  private static OffsetDateTime time(Instant at) {
    return OffsetDateTime.ofInstant(at, ZoneOffset.UTC);
  }
}
