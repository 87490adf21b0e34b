package dev.signalbox.databaserestore;

import dev.signalbox.audit.NewerCheckpoint;
import dev.signalbox.web.TimestampView;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Halts automatic work if the database may be a restored backup, and records the restore: the work
 * may have ended or been aborted after the backup. A backup is recognized by one of these:
 *
 * <ul>
 *   <li>the last heartbeat of the runners is old
 *   <li>an instance has seen later heartbeats
 *   <li>the last heartbeat was written to another table or database cluster, so it was dumped
 *   <li>the storage has a newer checkpoint of the audit log
 * </ul>
 *
 * <p>SQL, because the identity of the database is read with functions of PostgreSQL.
 */
@Component
public class RestoreGuard {

  /** The end of the reason that is stored with everything that was halted after a restore. */
  private static final String ADVICE = " Check what happened since, then resume or abort.";

  private static final Duration INTERVAL = Duration.ofSeconds(10);
  private static final Duration CHECKPOINT_INTERVAL = Duration.ofMinutes(1);
  private static final String RESTORED = "so it is a restored backup.";
  private static final String HEARTBEAT =
      """
      select id, heartbeat_at, beats, database_id,
        (select system_identifier from pg_control_system()) || ':' || 'drain_runner'::regclass::oid
          as current_id
      from drain_runner
      """;
  private static final Logger log = LoggerFactory.getLogger(RestoreGuard.class);

  private final JdbcClient database;
  private final TransactionTemplate transaction;
  private final List<AutomaticWork> works;
  private final NewerCheckpoint checkpoints;
  private final DatabaseRestores restores;
  private final Duration maxDowntime;
  private final Clock clock;
  private final AtomicReference<@Nullable Heartbeat> seen = new AtomicReference<>();
  private volatile Instant checkpointReadAt = Instant.MIN;

  @Autowired
  RestoreGuard(
      JdbcClient database,
      TransactionTemplate transaction,
      List<AutomaticWork> works,
      NewerCheckpoint checkpoints,
      DatabaseRestores restores,
      RestoreGuardProperties settings,
      Clock clock) {
    this.database = database;
    this.transaction = transaction;
    this.works = works;
    this.checkpoints = checkpoints;
    this.restores = restores;
    this.maxDowntime = Duration.ofMinutes(settings.maxDowntimeMinutes());
    this.clock = clock;
  }

  /**
   * Records a heartbeat and halts all work if the last one is too old. Called before each run, also
   * while there is no work, so that only downtime of all instances delays it.
   */
  @Scheduled(fixedDelayString = "PT10S", initialDelayString = "PT5S")
  public void check() {
    Instant now = clock.instant();
    Optional<String> checkpoint = newerCheckpoint(now);
    @Nullable Heartbeat last = lastHeartbeat("").orElse(null);
    if (last == null
        || !last.isRecent(now)
        || last.isCopied()
        || isRestored(last)
        || checkpoint.isPresent()) {
      seen.set(transaction.execute(status -> beat(now, checkpoint)));
    } else {
      seen.set(last);
    }
  }

  /** Returns whether stored work was halted by this class, and not by a failure or a user. */
  public static boolean isHaltReason(String why) {
    return why.endsWith(ADVICE);
  }

  private Optional<String> newerCheckpoint(Instant now) {
    Instant last = checkpointReadAt;
    if (!now.isBefore(last) && now.isBefore(last.plus(CHECKPOINT_INTERVAL))) {
      return Optional.empty();
    }
    Optional<String> found = checkpoints.findUnreported();
    if (found.isEmpty()) {
      checkpointReadAt = now;
    }
    return found;
  }

  private Heartbeat beat(Instant now, Optional<String> checkpoint) {
    int first =
        database
            .sql("insert into drain_runner (heartbeat_at) values (:now) on conflict do nothing")
            .param("now", time(now))
            .update();
    // other instances wait here until the work is halted
    Heartbeat last = lastHeartbeat(" for update").orElseThrow();
    if (first == 0) {
      reasonToHalt(last, now, checkpoint.isPresent())
          .ifPresent(
              why -> {
                haltAll(why + ADVICE);
                restores.add(
                    now, why, last.at(), checkpoints.newestSeal(), checkpoint.orElse(null));
              });
    }
    checkpoint.ifPresent(checkpoints::markReported);
    database
        .sql(
            "update drain_runner set heartbeat_at = :now, beats = beats + 1, database_id ="
                + " :database")
        .param("now", time(now))
        .param("database", last.currentDatabase())
        .update();
    return last.next(now);
  }

  private Optional<String> reasonToHalt(Heartbeat last, Instant now, boolean hasNewerCheckpoint) {
    Duration gap = Duration.between(last.at(), now);
    if (gap.compareTo(maxDowntime) > 0) {
      return Optional.of(
          "The console was not running for "
              + TimestampView.formatDuration(gap)
              + ", so the database may be a restored backup.");
    }
    if (last.isCopied()) {
      return Optional.of("The database was copied from another one, " + RESTORED);
    }
    if (isRestored(last)) {
      return Optional.of("This instance has seen a newer state of the database, " + RESTORED);
    }
    return hasNewerCheckpoint
        ? Optional.of(
            "The database is older than the newest checkpoint of the audit log in the storage, "
                + RESTORED)
        : Optional.empty();
  }

  private boolean isRestored(Heartbeat last) {
    @Nullable Heartbeat before = seen.get();
    return before != null && before.id().equals(last.id()) && last.beats() < before.beats();
  }

  private void haltAll(String why) {
    log.warn("Work in progress is paused; see the page Database restore. {}", why);
    works.forEach(work -> work.haltAll(why));
  }

  private Optional<Heartbeat> lastHeartbeat(String lock) {
    return database.sql(HEARTBEAT + lock).query(Heartbeat::of).optional();
  }

  private static OffsetDateTime time(Instant at) {
    return OffsetDateTime.ofInstant(at, ZoneOffset.UTC);
  }

  /**
   * The last heartbeat of all instances.
   *
   * @param id the id of the row, which backups also contain
   * @param writtenTo the database to which it was written, or null
   */
  private record Heartbeat(
      UUID id, Instant at, long beats, @Nullable String writtenTo, String currentDatabase) {

    static Heartbeat of(ResultSet row, int number) throws SQLException {
      return new Heartbeat(
          row.getObject("id", UUID.class),
          row.getObject("heartbeat_at", OffsetDateTime.class).toInstant(),
          row.getLong("beats"),
          row.getString("database_id"),
          row.getString("current_id"));
    }

    Heartbeat next(Instant now) {
      return new Heartbeat(id, now, beats + 1, currentDatabase, currentDatabase);
    }

    boolean isRecent(Instant now) {
      return !now.isBefore(at) && now.isBefore(at.plus(INTERVAL));
    }

    boolean isCopied() {
      return writtenTo != null && !writtenTo.equals(currentDatabase);
    }
  }
}
