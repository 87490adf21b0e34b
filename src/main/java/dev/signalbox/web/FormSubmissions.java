package dev.signalbox.web;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Stores the one-time keys of submitted forms for a day. JDBC, because a key is reserved with
 * {@code on conflict do nothing}.
 */
@Component
public class FormSubmissions {

  /** How long the next page can show a result. */
  private static final Duration RESULT_LIFETIME = Duration.ofMinutes(5);

  private static final Duration RETENTION = Duration.ofDays(1);

  private final JdbcClient database;
  private final Clock clock;

  FormSubmissions(JdbcClient database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** Stores a result for the page to which the response redirects, and returns its key. */
  public UUID storeResult(UUID key, byte[] sealed) {
    reserve(key);
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

  /** Reserves a key. Returns false if a request has reserved it before. */
  boolean reserve(UUID key) {
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
    return database
            .sql(
                """
                insert into form_submission (key, submitted_at) values (:key, :now)
                on conflict do nothing
                """)
            .param("key", key)
            .param("now", before(Duration.ZERO))
            .update()
        == 1;
  }

  /** Stores the redirect of the request that reserved the key. */
  void complete(UUID key, String location) {
    database
        .sql("update form_submission set location = :location where key = :key")
        .param("location", location)
        .param("key", key)
        .update();
  }

  /** Releases the key of a request that was rejected or failed. */
  void release(UUID key) {
    database.sql("delete from form_submission where key = :key").param("key", key).update();
  }

  Optional<String> location(UUID key) {
    return database
        .sql("select location from form_submission where key = :key and location is not null")
        .param("key", key)
        .query(String.class)
        .optional();
  }

  private OffsetDateTime before(Duration age) {
    return OffsetDateTime.ofInstant(clock.instant().minus(age), ZoneOffset.UTC);
  }
}
