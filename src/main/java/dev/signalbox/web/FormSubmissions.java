package dev.signalbox.web;

import dev.signalbox.coordination.DatabaseTime;
import dev.signalbox.coordination.InstanceNotifier;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Stores the one-time keys of submitted forms for a day. SQL, because a key is reserved with {@code
 * on conflict do nothing}. The instance that executes a form reports it as running, so that others
 * notice if it stops.
 */
@Component
public class FormSubmissions {

  /** How long the next page can show a result. */
  private static final Duration RESULT_LIFETIME = Duration.ofMinutes(5);

  private static final Duration RETENTION = Duration.ofDays(1);

  /** Time without a report after which the instance that executes a form counts as stopped. */
  static final Duration INSTANCE_TIMEOUT = Duration.ofMinutes(1);

  /** A double click on a form whose submission was interrupted must not execute it. */
  static final Duration DOUBLE_CLICK = Duration.ofSeconds(3);

  private final JdbcClient database;
  private final InstanceNotifier notifier;
  private final Clock clock;
  private final Set<UUID> running = ConcurrentHashMap.newKeySet();

  FormSubmissions(JdbcClient database, InstanceNotifier notifier, Clock clock) {
    this.database = database;
    this.notifier = notifier;
    this.clock = clock;
  }

  /** Stores a result for the page to which the response redirects, and returns its key. */
  public UUID storeResult(UUID key, byte[] sealed) {
    insert(key);
    database
        .sql("update form_submission set sealed_result = :sealed where key = :key")
        .param("sealed", sealed)
        .param("key", key)
        .update();
    return key;
  }

  /** Returns a result that was stored in the last five minutes. */
  public Optional<byte[]> result(UUID key) {
    return database
        .sql(
            """
            select sealed_result from form_submission
            where key = :key and submitted_at > :old and sealed_result is not null
            """)
        .param("key", key)
        .param("old", before(RESULT_LIFETIME))
        .query(byte[].class)
        .optional();
  }

  /**
   * Reserves a key for the request that executes the form. If an earlier request was interrupted,
   * its outcome is unknown: the first call returns that, so that the user can check, and a later
   * one reserves the key again.
   */
  FormReservation reserve(UUID key) {
    if (insert(key) || reserveInterrupted(key)) {
      running.add(key);
      return new FormReservation.Reserved();
    }
    database
        .sql(
            """
            update form_submission set interrupted_at = :now
            where key = :key and location is null and interrupted_at is null
              and coalesce(seen_at, submitted_at) < :threshold
            """)
        .param("key", key)
        .param("now", before(Duration.ZERO))
        .param("threshold", before(INSTANCE_TIMEOUT))
        .update();
    return database
        .sql("select location, submitted_at, interrupted_at from form_submission where key = :key")
        .param("key", key)
        .query((row, number) -> existing(row))
        .optional()
        // released meanwhile; the next call reserves it
        .orElseGet(FormReservation.Running::new);
  }

  private static FormReservation existing(ResultSet row) throws SQLException {
    @Nullable String location = row.getString("location");
    if (location != null) {
      return new FormReservation.Completed(location);
    }
    return row.getObject("interrupted_at") == null
        ? new FormReservation.Running()
        : new FormReservation.Interrupted(DatabaseTime.instant(row, "submitted_at"));
  }

  private boolean insert(UUID key) {
    return database
            .sql(
                """
                insert into form_submission (key, submitted_at, seen_at) values (:key, :now, :now)
                on conflict do nothing
                """)
            .param("key", key)
            .param("now", before(Duration.ZERO))
            .update()
        == 1;
  }

  private boolean reserveInterrupted(UUID key) {
    return database
            .sql(
                """
                update form_submission
                set submitted_at = :now, seen_at = :now, interrupted_at = null
                where key = :key and location is null and interrupted_at < :threshold
                """)
            .param("key", key)
            .param("now", before(Duration.ZERO))
            .param("threshold", before(DOUBLE_CLICK))
            .update()
        == 1;
  }

  /** Stores the redirect of the request that reserved the key. */
  void complete(UUID key, String location) {
    running.remove(key);
    database
        .sql("update form_submission set location = :location where key = :key")
        .param("location", location)
        .param("key", key)
        .update();
    notifier.publishFormCompletion(key);
  }

  /** Releases the key of a request that was rejected or failed. */
  void release(UUID key) {
    running.remove(key);
    database.sql("delete from form_submission where key = :key").param("key", key).update();
    notifier.publishFormCompletion(key);
  }

  /** Reports the forms that this instance executes. */
  @Scheduled(fixedDelayString = "PT10S")
  void reportRunning() {
    running.forEach(
        key ->
            database
                .sql("update form_submission set seen_at = :now where key = :key")
                .param("now", before(Duration.ZERO))
                .param("key", key)
                .update());
  }

  @Scheduled(fixedDelayString = "PT1M")
  void deleteExpired() {
    database
        .sql("delete from form_submission where submitted_at < :old")
        .param("old", before(RETENTION))
        .update();
    database
        .sql(
            """
            update form_submission set sealed_result = null
            where submitted_at < :old and sealed_result is not null
            """)
        .param("old", before(RESULT_LIFETIME))
        .update();
  }

  private OffsetDateTime before(Duration age) {
    return DatabaseTime.utc(clock.instant().minus(age));
  }
}
