package dev.signalbox.accounts.membership;

import dev.signalbox.coordination.DatabaseLock;
import dev.signalbox.coordination.DatabaseTime;
import dev.signalbox.github.OrganizationMembership;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Stores the organizations of each user from the last GitHub query. SQL, because the organizations
 * of an account are replaced as a set, under an advisory lock.
 */
@Component
public class KnownOrganizations {

  private final JdbcClient database;
  private final DatabaseLock lock;
  private final Clock clock;

  KnownOrganizations(JdbcClient database, DatabaseLock lock, Clock clock) {
    this.database = database;
    this.lock = lock;
    this.clock = clock;
  }

  /** Returns the organizations of an account; empty if GitHub was never queried. */
  public Optional<CheckedOrganizations> find(UUID account) {
    List<Membership> memberships =
        database
            .sql(
                """
                select github_id, login, state, checked_at from account_organization
                where account_id = :account order by state, lower(login), github_id
                """)
            .param("account", account)
            .query(
                (row, number) ->
                    new Membership(
                        row.getLong("github_id"),
                        row.getString("login"),
                        row.getString("state").equals("ACTIVE"),
                        DatabaseTime.instant(row, "checked_at")))
            .list();
    // A user without organizations has no rows but can have been checked.
    return checkedAt(account)
        .or(() -> memberships.stream().map(Membership::checkedAt).findFirst())
        .map(at -> new CheckedOrganizations(memberships, at));
  }

  /** Replaces the stored organizations of an account. */
  @Transactional
  public void replace(UUID account, List<OrganizationMembership> memberships) {
    OffsetDateTime now = DatabaseTime.utc(clock.instant());
    // Serializes concurrent writes of two instances. An advisory lock instead of a lock on the
    // account: a sign-in locks the membership first and the account last, which would deadlock.
    lock.acquire(DatabaseLock.Name.ORGANIZATIONS, account.toString());
    boolean known =
        database
            .sql("select id from account where id = :account")
            .param("account", account)
            .query(UUID.class)
            .optional()
            .isPresent();
    if (!known) {
      return;
    }
    database
        .sql("delete from account_organization where account_id = :account")
        .param("account", account)
        .update();
    for (OrganizationMembership membership : memberships) {
      database
          .sql(
              """
              insert into account_organization (account_id, github_id, login, state, checked_at)
              values (:account, :organization, :login, :state, :now) on conflict do nothing
              """)
          .param("account", account)
          .param("organization", membership.organizationId())
          .param("login", membership.login())
          .param("state", membership.state().name())
          .param("now", now)
          .update();
    }
    database
        .sql("update membership set organizations_checked_at = :now where account_id = :account")
        .param("account", account)
        .param("now", now)
        .update();
  }

  private Optional<Instant> checkedAt(UUID account) {
    return database
        .sql(
            "select organizations_checked_at from membership"
                + " where account_id = :account and organizations_checked_at is not null")
        .param("account", account)
        .query((row, number) -> row.getObject(1, OffsetDateTime.class).toInstant())
        .optional();
  }

  /** The organizations of a user and the time of the query. */
  public record CheckedOrganizations(List<Membership> memberships, Instant checkedAt) {}

  /**
   * One organization of a user.
   *
   * @param active false while the invitation is pending
   */
  public record Membership(long githubId, String login, boolean active, Instant checkedAt) {}
}
