package dev.signalbox.nomad.drains.release;

import dev.signalbox.live.Bulletin;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
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

  /** Writes down that it came to a state, unless it ended meanwhile. */
  boolean reached(Release release, Release.State state, long index) {
    boolean reached =
        database
                .sql(
                    """
                    update client_release
                    set state = :state, note = '', write_index = :index, state_since = :now,
                      heartbeat_at = :now
                    where id = :id and ended_at is null
                    """)
                .param("state", state.name())
                .param("index", index)
                .param("now", now())
                .param("id", release.id())
                .update()
            == 1;
    bulletin.changed(TOPIC);
    return reached;
  }

  /** Writes down how it ended, unless it had. */
  boolean ended(Release release, Release.State state, String note) {
    boolean ended =
        database
                .sql(
                    """
                    update client_release
                    set state = :state, note = :note, state_since = :now, ended_at = :now,
                      builds_left = case when :state = 'ABANDONED' then builds_left else 0 end
                    where id = :id and ended_at is null
                    """)
                .param("state", state.name())
                .param("note", note)
                .param("now", now())
                .param("id", release.id())
                .update()
            == 1;
    bulletin.changed(TOPIC);
    return ended;
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
