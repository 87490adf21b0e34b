package dev.signalbox.databaserestore;

import dev.signalbox.accounts.tokens.TokenReview.RevokedToken;
import dev.signalbox.audit.Actor;
import dev.signalbox.audit.AuditLog;
import dev.signalbox.audit.NewerCheckpoint.Comparison;
import dev.signalbox.audit.NewerCheckpoint.Seals;
import dev.signalbox.audit.Target;
import dev.signalbox.coordination.InstanceNotifier;
import dev.signalbox.databaserestore.DatabaseRestore.Tokens;
import dev.signalbox.remote.ActionRisk;
import dev.signalbox.remote.Mutating;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The detected restores of the database, and the tokens to review. Only the newest one is reviewed.
 * SQL, because each change is one conditional statement, and undecided tokens are copied with
 * {@code insert ... select}.
 */
@Component
class DatabaseRestores {

  static final String TOPIC = "database-restore";

  private final JdbcClient database;
  private final AuditLog audit;
  private final InstanceNotifier notifier;
  private final Clock clock;

  DatabaseRestores(JdbcClient database, AuditLog audit, InstanceNotifier notifier, Clock clock) {
    this.database = database;
    this.audit = audit;
    this.notifier = notifier;
    this.clock = clock;
  }

  /**
   * Records a detected restore, in the caller's transaction.
   *
   * @param checkpoint a checkpoint in the storage that the database lacks, or null
   */
  void add(
      Instant now, String reason, Instant stateAt, long newestSeal, @Nullable String checkpoint) {
    UUID id = UUID.randomUUID();
    database
        .sql(
            """
            insert into database_restore (id, found_at, reason, state_at, newest_seal, checkpoint)
            values (:id, :now, :reason, :stateAt, :newestSeal, :checkpoint)
            """)
        .param("id", id)
        .param("now", time(now))
        .param("reason", reason)
        .param("stateAt", time(stateAt))
        .param("newestSeal", newestSeal)
        .param("checkpoint", checkpoint)
        .update();
    Map<String, Object> payload = new HashMap<>();
    payload.put("reason", reason);
    payload.put("state_at", stateAt.toString());
    payload.put("newest_seal", newestSeal);
    payload.put("checkpoint", checkpoint);
    audit.record(
        Actor.SYSTEM,
        "database.restore.detected",
        Target.of("database_restore", id.toString(), null),
        true,
        payload);
    notifier.publishChange(TOPIC);
  }

  /** Returns the newest restore. One indexed read. */
  Optional<DatabaseRestore> findNewest() {
    return database
        .sql("select * from database_restore order by found_at desc limit 1")
        .query(DatabaseRestores::restore)
        .optional();
  }

  /** Returns the tokens that no admin has decided to keep; they may be inactive meanwhile. */
  List<SuspectToken> findUndecided(DatabaseRestore restore) {
    return database
        .sql(
            "select token_id, revoked_at, revoked_by from database_restore_token"
                + " where restore_id = :restore and kept_at is null")
        .param("restore", restore.id())
        .query(SuspectToken::read)
        .list();
  }

  /** Records how the seals compare to the storage. */
  @Transactional
  public void setSeals(DatabaseRestore restore, Comparison comparison) {
    database
        .sql(
            "update database_restore set seals = :seals, checkpoint = :checkpoint"
                + " where id = :id and seals is null")
        .param("id", restore.id())
        .param("seals", comparison.seals().name())
        .param("checkpoint", comparison.checkpoint())
        .update();
    notifier.publishChange(TOPIC);
  }

  /** Records the tokens to review, once for all instances. */
  @Transactional
  public void setTokens(
      DatabaseRestore restore, Tokens tokens, @Nullable Instant until, List<SuspectToken> found) {
    int changed =
        database
            .sql(
                "update database_restore set tokens = :tokens, tokens_until = :until"
                    + " where id = :id and tokens is null")
            .param("id", restore.id())
            .param("tokens", tokens.name())
            .param("until", until == null ? null : time(until))
            .update();
    if (changed == 0) {
      return;
    }
    for (SuspectToken token : found) {
      @Nullable Instant revokedAt = token.revokedAt();
      database
          .sql(
              """
              insert into database_restore_token (restore_id, token_id, revoked_at, revoked_by)
              values (:restore, :token, :at, :by)
              """)
          .param("restore", restore.id())
          .param("token", token.id())
          .param("at", revokedAt == null ? null : time(revokedAt))
          .param("by", token.revokedBy())
          .update();
    }
    keepUndecided(restore);
    notifier.publishChange(TOPIC);
  }

  /** Takes over the tokens that were not decided after the restore before. */
  private void keepUndecided(DatabaseRestore restore) {
    database
        .sql(
            """
            insert into database_restore_token (restore_id, token_id, revoked_at, revoked_by)
            select :restore, token_id, revoked_at, revoked_by from database_restore_token
            where kept_at is null and restore_id =
              (select id from database_restore where found_at < :found
              order by found_at desc limit 1)
            on conflict (restore_id, token_id) do nothing
            """)
        .param("restore", restore.id())
        .param("found", time(restore.foundAt()))
        .update();
  }

  /** Accepts the seals; returns false if they were accepted before. */
  @Mutating(ActionRisk.HIGH)
  @Transactional(propagation = Propagation.MANDATORY)
  public boolean acceptSeals(DatabaseRestore restore, String by) {
    int accepted =
        database
            .sql(
                """
                update database_restore
                set seals_accepted_at = :now, seals_accepted_by = :by
                where id = :id and seals <> 'MATCH' and seals_accepted_at is null
                """)
            .param("id", restore.id())
            .param("now", time(clock.instant()))
            .param("by", by)
            .update();
    notifier.publishChange(TOPIC);
    return accepted == 1;
  }

  /** Keeps a token; returns false if it was kept before or does not need a decision. */
  @Mutating(ActionRisk.HIGH)
  @Transactional(propagation = Propagation.MANDATORY)
  public boolean keep(DatabaseRestore restore, UUID token, String by) {
    int kept =
        database
            .sql(
                """
                update database_restore_token set kept_at = :now, kept_by = :by
                where restore_id = :restore and token_id = :token and kept_at is null
                """)
            .param("restore", restore.id())
            .param("token", token)
            .param("now", time(clock.instant()))
            .param("by", by)
            .update();
    notifier.publishChange(TOPIC);
    return kept == 1;
  }

  private static DatabaseRestore restore(ResultSet row, int number) throws SQLException {
    @Nullable String seals = row.getString("seals");
    @Nullable String tokens = row.getString("tokens");
    return new DatabaseRestore(
        row.getObject("id", UUID.class),
        row.getObject("found_at", OffsetDateTime.class).toInstant(),
        row.getString("reason"),
        row.getObject("state_at", OffsetDateTime.class).toInstant(),
        row.getLong("newest_seal"),
        row.getString("checkpoint"),
        seals == null ? null : Seals.valueOf(seals),
        nullableInstant(row, "seals_accepted_at"),
        row.getString("seals_accepted_by"),
        tokens == null ? null : Tokens.valueOf(tokens),
        nullableInstant(row, "tokens_until"));
  }

  private static @Nullable Instant nullableInstant(ResultSet row, String column)
      throws SQLException {
    @Nullable OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }

  private static OffsetDateTime time(Instant at) {
    return OffsetDateTime.ofInstant(at, ZoneOffset.UTC);
  }

  /**
   * An active token that was or may have been revoked since the backup.
   *
   * @param revokedAt null if it is not known whether it was revoked
   * @param revokedBy the login of the user who revoked it, or null
   */
  record SuspectToken(UUID id, @Nullable Instant revokedAt, @Nullable String revokedBy) {

    static SuspectToken of(RevokedToken token) {
      return new SuspectToken(token.id(), token.revokedAt(), token.revokedBy());
    }

    private static SuspectToken read(ResultSet row, int number) throws SQLException {
      return new SuspectToken(
          row.getObject("token_id", UUID.class),
          nullableInstant(row, "revoked_at"),
          row.getString("revoked_by"));
    }
  }
}
