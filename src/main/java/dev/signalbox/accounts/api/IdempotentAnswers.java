package dev.signalbox.accounts.api;

import dev.signalbox.secrets.SecretBox;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The answers that were given under a key, for a day. A key is taken before anything is done, so of
 * two requests at once one works; a key without an answer stays taken, for nobody knows any more
 * what came of it.
 */
@Component
class IdempotentAnswers {

  private static final Duration KEPT = Duration.ofHours(24);

  private final JdbcClient database;
  private final SecretBox box;
  private final Clock clock;

  IdempotentAnswers(JdbcClient database, SecretBox box, Clock clock) {
    this.database = database;
    this.box = box;
    this.clock = clock;
  }

  /** Takes the key for a request, or says what became of the one that took it before. */
  Turn take(Question question) {
    database
        .sql("delete from api_answer where asked_at < :old")
        .param("old", now().minus(KEPT))
        .update();
    int taken =
        database
            .sql(
                """
                insert into api_answer (token_id, key, request_hash, asked_at)
                values (:token, :key, :hash, :now) on conflict do nothing
                """)
            .param("token", question.token())
            .param("key", question.key())
            .param("hash", question.hash())
            .param("now", now())
            .update();
    return taken == 1 ? new Turn.First() : before(question);
  }

  void keep(Question question, Answer answer) {
    database
        .sql(
            """
            update api_answer set status = :status, content_type = :type, location = :location,
              sealed_body = :body
            where token_id = :token and key = :key
            """)
        .param("token", question.token())
        .param("key", question.key())
        .param("status", answer.status())
        .param("type", answer.contentType())
        .param("location", answer.location())
        .param("body", box.seal(answer.body(), question.place()))
        .update();
  }

  /** Nothing was done under this key after all. */
  void release(Question question) {
    database
        .sql("delete from api_answer where token_id = :token and key = :key")
        .param("token", question.token())
        .param("key", question.key())
        .update();
  }

  private Turn before(Question question) {
    return database
        .sql("select * from api_answer where token_id = :token and key = :key")
        .param("token", question.token())
        .param("key", question.key())
        .query((row, number) -> turn(row, question))
        .optional()
        // released this very moment
        .orElseGet(Turn.WithoutAnswer::new);
  }

  private Turn turn(ResultSet row, Question question) throws SQLException {
    if (!MessageDigest.isEqual(row.getBytes("request_hash"), question.hash())) {
      return new Turn.OtherRequest();
    }
    byte @Nullable [] body = row.getBytes("sealed_body");
    return body == null
        ? new Turn.WithoutAnswer()
        : new Turn.Again(
            new Answer(
                row.getInt("status"),
                row.getString("content_type"),
                row.getString("location"),
                box.open(body, question.place())));
  }

  private OffsetDateTime now() {
    return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
  }

  /** A request under a key of its token's. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Question(UUID token, String key, byte[] hash) {

    static Question of(UUID token, String key, String what, byte[] body) {
      try {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        digest.update(what.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
        return new Question(token, key, digest.digest(body));
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("This Java has no SHA-256.", e);
      }
    }

    String place() {
      return "api_answer.sealed_body/" + token + "/" + key;
    }
  }

  /** An answer as it was given. */
  record Answer(int status, @Nullable String contentType, @Nullable String location, String body) {}

  /** Whose turn it is. */
  sealed interface Turn {

    /** This request's: nobody used the key before. */
    record First() implements Turn {}

    /** Nobody's: this is what was answered. */
    record Again(Answer answer) implements Turn {}

    /** The key belongs to something else. */
    record OtherRequest() implements Turn {}

    /** The one before has no answer yet, and perhaps never will. */
    record WithoutAnswer() implements Turn {}
  }
}
