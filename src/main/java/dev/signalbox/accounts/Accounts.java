package dev.signalbox.accounts;

import dev.signalbox.live.Bulletin;
import dev.signalbox.outside.Changes;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The people the console knows, for the room's own pages; every change joins a transaction. */
@Component
public class Accounts {

  private final AccountRows rows;
  private final JdbcClient database;
  private final Bulletin bulletin;
  private final Clock clock;

  Accounts(AccountRows rows, JdbcClient database, Bulletin bulletin, Clock clock) {
    this.rows = rows;
    this.database = database;
    this.bulletin = bulletin;
    this.clock = clock;
  }

  public Optional<Person> find(UUID id) {
    return rows.findById(id).map(Account::person);
  }

  public Optional<Person> find(String instance, long githubId) {
    return rows.findByInstanceAndGithubId(instance, githubId).map(Account::person);
  }

  public long count(AccountStatus status) {
    return rows.countByStatus(status);
  }

  /** Notes a person never seen before. */
  @Changes
  @Transactional(propagation = Propagation.MANDATORY)
  public Person add(Newcomer newcomer, AccountStatus status) {
    Account account =
        new Account(
            UUID.randomUUID(),
            newcomer.instance(),
            newcomer.githubId(),
            newcomer.login(),
            status,
            clock.instant());
    account.describe(newcomer.login(), newcomer.name(), newcomer.email());
    bulletin.changed("users");
    return rows.saveAndFlush(account).person();
  }

  /** Takes over today's login and name of a person known already. */
  @Transactional(propagation = Propagation.MANDATORY)
  public Person describe(UUID id, Newcomer today) {
    Account account = existing(id);
    account.describe(today.login(), today.name(), today.email());
    return account.person();
  }

  @Changes
  @Transactional(propagation = Propagation.MANDATORY)
  public Person become(UUID id, Role role) {
    Account account = existing(id);
    account.become(role);
    bulletin.changed("users");
    return account.person();
  }

  /** Counts a sign-in. */
  @Changes
  @Transactional(propagation = Propagation.MANDATORY)
  public Person signedIn(UUID id) {
    Account account = existing(id);
    account.signedIn(clock.instant());
    bulletin.changed("users");
    return account.person();
  }

  /** Sends a person away: status, sessions and open streams, on all instances. */
  @Changes
  @Transactional(propagation = Propagation.MANDATORY)
  public void suspend(UUID id, String by, String reason, @Nullable Instant until) {
    existing(id).suspend(by, reason, until, clock.instant());
    endSessions(id);
  }

  @Changes
  @Transactional(propagation = Propagation.MANDATORY)
  public void activate(UUID id, String by) {
    existing(id).activate(by, clock.instant());
    bulletin.changed("users");
  }

  /** Ends all of a person's sessions and streams without touching the status. */
  @Changes
  @Transactional(propagation = Propagation.MANDATORY)
  public void cut(UUID id) {
    existing(id).cut();
    endSessions(id);
  }

  /** Some suspensions whose end has come, locked; another instance takes others meanwhile. */
  @Transactional(propagation = Propagation.MANDATORY)
  public List<Person> lockedEndedSuspensions(int most) {
    return rows.lockedEndedSuspensions(clock.instant(), Limit.of(most)).stream()
        .map(Account::person)
        .toList();
  }

  /** The admins who may enter, locked until the transaction ends. */
  @Transactional(propagation = Propagation.MANDATORY)
  public List<Person> lockedAdmins() {
    return rows.lockedAdmins().stream().map(Account::person).toList();
  }

  /** Whom people may ask: some admins who may enter, whoever was seen last first. */
  public List<String> adminLogins(int most) {
    return database
        .sql(
            """
            select login from account where role = 'ADMIN' and status = 'ACTIVE'
            order by last_seen desc nulls last limit :most
            """)
        .param("most", most)
        .query((row, number) -> row.getString(1))
        .list();
  }

  private void endSessions(UUID id) {
    database
        .sql(
            """
            delete from spring_session
            where primary_id in (select primary_id from console_session where account_id = :id)
            """)
        .param("id", id)
        .update();
    bulletin.cut(id);
    bulletin.changed("users");
  }

  private Account existing(UUID id) {
    return rows.findById(id).orElseThrow(() -> new IllegalStateException("No account " + id));
  }
}
