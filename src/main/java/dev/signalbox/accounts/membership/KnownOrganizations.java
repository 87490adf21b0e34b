package dev.signalbox.accounts.membership;

import dev.signalbox.accounts.github.OrganizationMembership;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The organisations each person was in when GitHub was last asked. */
@Component
public class KnownOrganizations {

  private final JdbcClient database;
  private final Clock clock;

  KnownOrganizations(JdbcClient database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** Those of one person; empty when GitHub was never asked. */
  public Optional<Known> of(UUID account) {
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
                        row.getObject("checked_at", OffsetDateTime.class).toInstant()))
            .list();
    // somebody in no organisation has no rows, but was looked at
    return checkedAt(account)
        .or(() -> memberships.stream().map(Membership::checkedAt).findFirst())
        .map(at -> new Known(memberships, at));
  }

  /** Takes over what GitHub says now. */
  @Transactional
  public void replace(UUID account, List<OrganizationMembership> memberships) {
    OffsetDateTime now = OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    // of two instances that ask at once, one writes after the other. Not by a lock on the account:
    // a sign-in locks the membership first and the account last, and the two would wait in a ring
    database
        .sql("select pg_advisory_xact_lock(hashtext('organizations ' || :account))")
        .param("account", account.toString())
        .query(row -> {});
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

  /** What GitHub said about a person, and when. */
  public record Known(List<Membership> memberships, Instant checkedAt) {}

  /**
   * One organisation.
   *
   * @param active whether the invitation was accepted
   */
  public record Membership(long githubId, String login, boolean active, Instant checkedAt) {}
}
