package dev.signalbox.accounts.tokens;

import dev.signalbox.coordination.DatabaseTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Queries for the review of tokens after a restore of the database: which were revoked, and which
 * are active. SQL, because whether a token is active is a condition over two tables.
 */
@Component
public class TokenReview {

  private final JdbcClient database;
  private final Clock clock;

  TokenReview(JdbcClient database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** Returns all tokens that were revoked before they expire, ordered by id. */
  public List<RevokedToken> findRevoked() {
    return database
        .sql(
            "select t.id, t.expires_at, t.revoked_at, t.revoked_by from api_token t"
                + " join account a on a.id = t.account_id where t.expires_at > :now and not ("
                + TokenRowMapper.LIVE
                + ") order by t.id")
        .param("now", DatabaseTime.utc(clock.instant()))
        .query(RevokedToken::of)
        .list();
  }

  /** Returns the ids of all active tokens. */
  public List<UUID> findActiveIds() {
    return database
        .sql(
            "select t.id from api_token t join account a on a.id = t.account_id where "
                + TokenRowMapper.LIVE)
        .param("now", DatabaseTime.utc(clock.instant()))
        .query((row, number) -> row.getObject(1, UUID.class))
        .list();
  }

  /** Returns those of the tokens that are active, newest first. */
  public List<TokenRow> findActive(Collection<UUID> ids) {
    return database
        .sql(
            TokenRowMapper.ISSUED
                + " where t.id = any (:ids) and "
                + TokenRowMapper.LIVE
                + " order by t.created_at desc, t.id desc")
        .param("ids", ids.toArray(UUID[]::new))
        .param("now", DatabaseTime.utc(clock.instant()))
        .query(TokenRowMapper::issued)
        .list()
        .stream()
        .map(token -> TokenRow.of(token, true, clock))
        .toList();
  }

  /**
   * A token that was revoked before it expires.
   *
   * @param revokedAt null if it was revoked together with its owner's access
   * @param revokedBy the login of the user who revoked it, or null
   */
  public record RevokedToken(
      UUID id, Instant expiresAt, @Nullable Instant revokedAt, @Nullable String revokedBy) {

    static RevokedToken of(ResultSet row, int number) throws SQLException {
      return new RevokedToken(
          row.getObject("id", UUID.class),
          DatabaseTime.instant(row, "expires_at"),
          DatabaseTime.nullableInstant(row, "revoked_at"),
          row.getString("revoked_by"));
    }
  }
}
