package dev.signalbox.accounts.access;

import dev.signalbox.accounts.AccountStatus;
import dev.signalbox.accounts.Role;
import dev.signalbox.coordination.DatabaseTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The database queries of access checks; all use unique keys only. SQL, because one query joins
 * pass, account and membership for each check.
 */
@Component
class AccessCheckQueries {

  private static final String COLUMNS =
      """
      a.id, a.github_id, a.login, a.name, a.role, a.status,
        m.sealed_token is null and m.last_answer <> 'active' as revoked,
        m.confirmed_at, m.asked_at
      """;

  private final JdbcClient database;
  private final Clock clock;

  AccessCheckQueries(JdbcClient database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** Finds the holder of an unexpired pass. */
  Optional<AccessCheck> findByPass(byte[] hash) {
    return database
        .sql(
            "select p.session_id is not null and p.epoch = a.epoch as current, "
                + COLUMNS
                + """
                from access_pass p
                join account a on a.id = p.account_id
                join membership m on m.account_id = a.id
                where p.hash = :hash and p.expires_at > :now
                """)
        .param("hash", hash)
        .param("now", DatabaseTime.utc(clock.instant()))
        .query(AccessCheckQueries::mapRow)
        .optional();
  }

  /** Finds the account of a GitHub id. */
  Optional<AccessCheck> findByGitHubId(String instance, long githubId) {
    return database
        .sql(
            "select true as current, "
                + COLUMNS
                + """
                from account a
                join membership m on m.account_id = a.id
                where a.instance = :instance and a.github_id = :githubId
                """)
        .param("instance", instance)
        .param("githubId", githubId)
        .query(AccessCheckQueries::mapRow)
        .optional();
  }

  /** Finds an account. */
  Optional<AccessCheck> findByAccount(UUID id) {
    return database
        .sql(
            "select true as current, "
                + COLUMNS
                + """
                from account a
                join membership m on m.account_id = a.id
                where a.id = :id
                """)
        .param("id", id)
        .query(AccessCheckQueries::mapRow)
        .optional();
  }

  private static AccessCheck mapRow(ResultSet row, int number) throws SQLException {
    return new AccessCheck(
        row.getObject("id", UUID.class),
        row.getLong("github_id"),
        row.getString("login"),
        row.getString("name"),
        Role.valueOf(row.getString("role")),
        AccountStatus.valueOf(row.getString("status")),
        row.getBoolean("current"),
        row.getBoolean("revoked"),
        DatabaseTime.instant(row, "confirmed_at"),
        DatabaseTime.instant(row, "asked_at"));
  }
}
