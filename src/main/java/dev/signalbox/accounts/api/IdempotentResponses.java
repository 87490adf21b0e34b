package dev.signalbox.accounts.api;

import dev.signalbox.coordination.DatabaseTime;
import dev.signalbox.secrets.SecretBox;
import dev.signalbox.secrets.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Stores responses by idempotency key for 24 hours. The key is reserved before the request is
 * executed, so only one of two concurrent requests runs. A key without a response stays reserved,
 * because the outcome of its request is unknown. SQL, because a key is reserved with {@code on
 * conflict do nothing}.
 */
@Component
class IdempotentResponses {

  private static final Duration RETENTION = Duration.ofHours(24);

  private final JdbcClient database;
  private final SecretBox box;
  private final Clock clock;

  IdempotentResponses(JdbcClient database, SecretBox box, Clock clock) {
    this.database = database;
    this.box = box;
    this.clock = clock;
  }

  /** Reserves the key for a request, or returns the state of the request that reserved it. */
  Reservation acquire(KeyedRequest request) {
    database
        .sql("delete from api_answer where asked_at < :old")
        .param("old", DatabaseTime.utc(clock.instant()).minus(RETENTION))
        .update();
    int inserted =
        database
            .sql(
                """
                insert into api_answer (token_id, key, request_hash, asked_at)
                values (:token, :key, :hash, :now) on conflict do nothing
                """)
            .param("token", request.token())
            .param("key", request.key())
            .param("hash", request.hash())
            .param("now", DatabaseTime.utc(clock.instant()))
            .update();
    return inserted == 1 ? new Reservation.Acquired() : existing(request);
  }

  void store(KeyedRequest request, StoredResponse response) {
    database
        .sql(
            """
            update api_answer set status = :status, content_type = :type, location = :location,
              sealed_body = :body
            where token_id = :token and key = :key
            """)
        .param("token", request.token())
        .param("key", request.key())
        .param("status", response.status())
        .param("type", response.contentType())
        .param("location", response.location())
        .param("body", box.seal(response.body(), request.context()))
        .update();
  }

  /** Releases a key whose request had no effect. */
  void release(KeyedRequest request) {
    database
        .sql("delete from api_answer where token_id = :token and key = :key")
        .param("token", request.token())
        .param("key", request.key())
        .update();
  }

  private Reservation existing(KeyedRequest request) {
    return database
        .sql("select * from api_answer where token_id = :token and key = :key")
        .param("token", request.token())
        .param("key", request.key())
        .query((row, number) -> toReservation(row, request))
        .optional()
        // the row was released concurrently
        .orElseGet(Reservation.Unresolved::new);
  }

  private Reservation toReservation(ResultSet row, KeyedRequest request) throws SQLException {
    if (!MessageDigest.isEqual(row.getBytes("request_hash"), request.hash())) {
      return new Reservation.KeyMismatch();
    }
    byte @Nullable [] body = row.getBytes("sealed_body");
    return body == null
        ? new Reservation.Unresolved()
        : new Reservation.Completed(
            new StoredResponse(
                row.getInt("status"),
                row.getString("content_type"),
                row.getString("location"),
                box.open(body, request.context())));
  }

  /** A request with its token and key. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record KeyedRequest(UUID token, String key, byte[] hash) {

    static KeyedRequest of(UUID token, String key, String target, byte[] body) {
      byte[] hash = Sha256.hash((target + "\0").getBytes(StandardCharsets.UTF_8), body);
      return new KeyedRequest(token, key, hash);
    }

    String context() {
      return "api_answer.sealed_body/" + token + "/" + key;
    }
  }

  /** A stored response. */
  record StoredResponse(
      int status, @Nullable String contentType, @Nullable String location, String body) {}

  /** How to handle a request with a key. */
  sealed interface Reservation {

    /** The key is new: execute the request. */
    record Acquired() implements Reservation {}

    /** The request was executed: repeat its response. */
    record Completed(StoredResponse response) implements Reservation {}

    /** The key was used for a different request. */
    record KeyMismatch() implements Reservation {}

    /** The first request has no response yet, or was interrupted. */
    record Unresolved() implements Reservation {}
  }
}
