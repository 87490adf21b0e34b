package dev.signalbox.accounts.codes;

import dev.signalbox.coordination.InstanceNotifier;
import dev.signalbox.remote.ActionRisk;
import dev.signalbox.remote.Mutating;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Repository of {@code one_time_code}. SQL, because a code is used by one conditional update, which
 * succeeds for one of several concurrent requests.
 */
@Component
class OneTimeCodeRepository {

  /** The topic of live updates. */
  static final String TOPIC = "one-time-codes";

  /** Codes with which the account can sign in now. */
  private static final String VALID =
      """
      c.epoch = a.epoch and a.role = 'ADMIN' and a.status = 'ACTIVE'
        and c.used_at is null and c.expires_at > :now
      """;

  private final JdbcClient database;
  private final InstanceNotifier notifier;
  private final Clock clock;

  OneTimeCodeRepository(JdbcClient database, InstanceNotifier notifier, Clock clock) {
    this.database = database;
    this.notifier = notifier;
    this.clock = clock;
  }

  @Mutating(ActionRisk.HIGH)
  @Transactional(propagation = Propagation.MANDATORY)
  public void add(UUID account, String hash, Instant expiresAt) {
    database
        .sql(
            """
            insert into one_time_code (id, account_id, epoch, hash, created_at, expires_at)
            select gen_random_uuid(), a.id, a.epoch, :hash, :now, :expires
            from account a where a.id = :account
            """)
        .param("account", account)
        .param("hash", hash)
        .param("now", utc(clock.instant()))
        .param("expires", utc(expiresAt))
        .update();
    notifier.publishChange(TOPIC);
  }

  /** Deletes the unused codes of an account and returns their number. */
  @Mutating(ActionRisk.LOW)
  @Transactional(propagation = Propagation.MANDATORY)
  public int deleteUnused(UUID account) {
    notifier.publishChange(TOPIC);
    return database
        .sql("delete from one_time_code where account_id = :account and used_at is null")
        .param("account", account)
        .update();
  }

  /** Returns the valid codes of the admins with a login, ignoring case. */
  List<ValidCode> findValid(String instance, String login) {
    return database
        .sql(
            """
            select c.id, c.account_id, c.hash
            from one_time_code c join account a on a.id = c.account_id
            where a.instance = :instance and lower(a.login) = lower(:login) and
            """
                + VALID)
        .param("instance", instance)
        .param("login", login)
        .param("now", utc(clock.instant()))
        .query(
            (row, number) ->
                new ValidCode(
                    row.getObject("id", UUID.class),
                    row.getObject("account_id", UUID.class),
                    row.getString("hash")))
        .list();
  }

  /** Finds an account by its login, ignoring case. */
  Optional<UUID> findAccount(String instance, String login) {
    return database
        .sql(
            """
            select id from account where instance = :instance and lower(login) = lower(:login)
            order by last_seen desc nulls last limit 1
            """)
        .param("instance", instance)
        .param("login", login)
        .query((row, number) -> row.getObject(1, UUID.class))
        .optional();
  }

  /** Marks a code as used and returns whether it was still valid. */
  @Mutating(ActionRisk.LOW)
  @Transactional(propagation = Propagation.MANDATORY)
  public boolean use(UUID id) {
    notifier.publishChange(TOPIC);
    return database
            .sql(
                "update one_time_code c set used_at = :now from account a"
                    + " where c.id = :id and a.id = c.account_id and "
                    + VALID)
            .param("id", id)
            .param("now", utc(clock.instant()))
            .update()
        == 1;
  }

  /** Returns the valid codes of an account as a set; empty if there are none. */
  Optional<CodeSet> findSet(UUID account) {
    return database
        .sql(
            """
            select count(*) as remaining, min(c.created_at) as created_at,
              min(c.expires_at) as expires_at
            from one_time_code c join account a on a.id = c.account_id
            where c.account_id = :account and
            """
                + VALID
                + " having count(*) > 0")
        .param("account", account)
        .param("now", utc(clock.instant()))
        .query(
            (row, number) ->
                new CodeSet(
                    row.getInt("remaining"),
                    instant(row, "created_at"),
                    instant(row, "expires_at")))
        .optional();
  }

  /** Returns the sign-ins with a code since a point in time, by user, the newest first. */
  List<CodeUse> findUses(Instant since) {
    return database
        .sql(
            """
            select a.login, count(*) as times, min(c.used_at) as first_at, max(c.used_at) as last_at
            from one_time_code c join account a on a.id = c.account_id
            where c.used_at > :since
            group by a.id, a.login order by max(c.used_at) desc
            """)
        .param("since", utc(since))
        .query(
            (row, number) ->
                new CodeUse(
                    row.getString("login"),
                    row.getInt("times"),
                    instant(row, "first_at"),
                    instant(row, "last_at")))
        .list();
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  private static OffsetDateTime utc(Instant instant) {
    return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
  }

  /** A code with which an admin can sign in. */
  record ValidCode(UUID id, UUID account, String hash) {}

  /**
   * The valid codes of an account.
   *
   * @param remaining at least 1
   */
  record CodeSet(int remaining, Instant createdAt, Instant expiresAt) {}

  /** The sign-ins of a user with codes. */
  record CodeUse(String login, int times, Instant firstAt, Instant lastAt) {}
}
