package dev.signalbox.accounts.sessions;

import dev.signalbox.accounts.AccountStatus;
import dev.signalbox.accounts.Operator;
import dev.signalbox.accounts.Role;
import dev.signalbox.accounts.sessions.ActiveSessions.ActiveSession;
import dev.signalbox.coordination.DatabaseTime;
import dev.signalbox.coordination.InstanceNotifier;
import dev.signalbox.remote.ActionRisk;
import dev.signalbox.remote.Mutating;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Accesses the session table. Deleting a row of {@code spring_session} cascades to it. SQL, because
 * one query joins session, account and membership for each request, and the table of Spring Session
 * has no entity.
 */
@Component
class ConsoleSessionRepository {

  private static final String LIVE =
      """
      c.epoch = a.epoch and a.status in ('ACTIVE', 'INACTIVE')
        and c.signed_in_at > :oldest and c.last_interaction_at > :idle
        and (c.ends_at is null or c.ends_at > :now)
      """;

  private static final String LIVE_SESSION =
      """
      select c.primary_id, c.signed_in_at, c.last_interaction_at, c.epoch = a.epoch as current,
        a.id, a.login, a.name, a.role, a.status, m.confirmed_at, m.asked_at,
        coalesce(c.reauthenticated_at, c.signed_in_at) as reauthenticated_at,
        greatest(c.signed_in_at, c.reauthenticated_at, c.last_action_at) as last_action_at,
        c.unconfirmed_at, c.ends_at
      from spring_session s
      join console_session c on c.primary_id = s.primary_id
      join account a on a.id = c.account_id
      join membership m on m.account_id = a.id
      """;

  private final JdbcClient database;
  private final InstanceNotifier notifier;
  private final Clock clock;

  ConsoleSessionRepository(JdbcClient database, InstanceNotifier notifier, Clock clock) {
    this.database = database;
    this.notifier = notifier;
    this.clock = clock;
  }

  /**
   * Records the account of a new session and ends the oldest ones above the limit.
   *
   * @return false if the account was suspended since the decision about the sign-in
   */
  @Transactional
  public boolean create(String secret, NewSession newSession, String device, String address) {
    UUID account = newSession.user().id();
    lock(account);
    Optional<String> id =
        database
            .sql(
                """
                insert into console_session (primary_id, account_id, epoch, signed_in_at,
                  last_interaction_at, device, address, ends_at)
                select s.primary_id, a.id, a.epoch, :now, :now, :device, :address, :endsAt
                from spring_session s, account a
                where s.session_id = :secret and a.id = :account
                  and a.status in ('ACTIVE', 'INACTIVE')
                for key share of s
                returning primary_id
                """)
            .param("secret", secret)
            .param("account", account)
            .param("now", DatabaseTime.utc(clock.instant()))
            .param("device", device)
            .param("address", address)
            .param(
                "endsAt",
                newSession.endsAt() == null ? null : DatabaseTime.utc(newSession.endsAt()),
                Types.TIMESTAMP_WITH_TIMEZONE)
            .query(String.class)
            .optional();
    if (id.isEmpty()) {
      return false;
    }
    // Keeps the new session, also if another one started at the same time.
    endAll(
        "c.account_id = :account and c.primary_id <> :id"
            + " order by c.signed_in_at desc, c.primary_id offset :max",
        account,
        id.get());
    notifier.publishChange("sessions");
    return true;
  }

  /** Finds a session by the cookie's secret. Runs on every request; uses unique keys only. */
  Optional<LiveSession> find(String secret) {
    return database
        .sql(LIVE_SESSION + " where s.session_id = :secret")
        .param("secret", secret)
        .query(ConsoleSessionRepository::mapRow)
        .optional();
  }

  /** Finds sessions by their ids. */
  List<LiveSession> findAll(Set<String> ids) {
    return database
        .sql(LIVE_SESSION + " where c.primary_id in (:ids)")
        .param("ids", ids)
        .query(ConsoleSessionRepository::mapRow)
        .list();
  }

  /** Records an interaction, unless another request of the session does so at the same time. */
  void recordInteraction(LiveSession session, Instant now) {
    database
        .sql(
            """
            update console_session set last_interaction_at = :now where primary_id in
              (select primary_id from console_session
              where primary_id = :id and last_interaction_at = :known
              for no key update skip locked)
            """)
        .param("now", DatabaseTime.utc(now))
        .param("id", session.id())
        .param("known", DatabaseTime.utc(session.lastInteractionAt()))
        .update();
  }

  /** Renews the window in which actions of normal risk require no re-authentication. */
  void recordAction(LiveSession session) {
    database
        .sql("update console_session set last_action_at = :now where primary_id = :id")
        .param("now", DatabaseTime.utc(clock.instant()))
        .param("id", session.id())
        .update();
  }

  /** Records a re-authentication without GitHub. */
  void recordUnconfirmed(LiveSession session, String reason) {
    database
        .sql(
            "update console_session set reauthenticated_at = :now, unconfirmed_at = :now"
                + " where primary_id = :id")
        .param("now", DatabaseTime.utc(clock.instant()))
        .param("id", session.id())
        .update();
    database
        .sql(
            """
            insert into unconfirmed_reauthentication (id, account_id, reason, at)
            values (gen_random_uuid(), :account, :reason, :now)
            """)
        .param("account", session.operator().id())
        .param("reason", reason)
        .param("now", DatabaseTime.utc(clock.instant()))
        .update();
    notifier.publishChange("reauthentications");
  }

  /** Counts the re-authentications without GitHub of the last 24 hours. */
  int countUnconfirmed() {
    return database
        .sql("select count(*) from unconfirmed_reauthentication where at > :since")
        .param("since", DatabaseTime.utc(clock.instant().minus(Duration.ofDays(1))))
        .query(Integer.class)
        .single();
  }

  /** The active sessions of an account, newest first. */
  List<ActiveSession> findByAccount(UUID account) {
    return database
        .sql(
            "select c.* from console_session c join account a on a.id = c.account_id"
                + " where c.account_id = :account and "
                + LIVE
                + " order by c.signed_in_at desc")
        .param("account", account)
        .param("oldest", DatabaseTime.utc(clock.instant().minus(SessionRules.ABSOLUTE)))
        .param("idle", DatabaseTime.utc(clock.instant().minus(SessionRules.IDLE)))
        .param("now", DatabaseTime.utc(clock.instant()))
        .query(
            (row, number) ->
                new ActiveSession(
                    row.getString("primary_id"),
                    row.getString("device"),
                    row.getString("address"),
                    DatabaseTime.instant(row, "signed_in_at"),
                    DatabaseTime.instant(row, "last_interaction_at")))
        .list();
  }

  long countLive() {
    return database
        .sql(
            "select count(*) from console_session c join account a on a.id = c.account_id where "
                + LIVE)
        .param("oldest", DatabaseTime.utc(clock.instant().minus(SessionRules.ABSOLUTE)))
        .param("idle", DatabaseTime.utc(clock.instant().minus(SessionRules.IDLE)))
        .param("now", DatabaseTime.utc(clock.instant()))
        .query((row, number) -> row.getLong(1))
        .single();
  }

  /** Ends one session of an account and returns whether it existed. */
  @Mutating(ActionRisk.LOW)
  @Transactional
  public boolean end(UUID account, String id) {
    return endAll("c.account_id = :account and c.primary_id = :id", account, id) > 0;
  }

  /** Ends all sessions of an account except one and returns their number. */
  @Mutating(ActionRisk.LOW)
  @Transactional
  public int endOthers(UUID account, String keep) {
    return endAll("c.account_id = :account and c.primary_id <> :id", account, keep);
  }

  private int endAll(String condition, UUID account, String id) {
    lock(account);
    List<String> ended =
        database
            .sql(
                "delete from spring_session where primary_id in"
                    + " (select c.primary_id from console_session c where "
                    + condition
                    + ") returning primary_id")
            .param("account", account)
            .param("id", id)
            .param("max", SessionRules.MAX_SESSIONS_PER_USER - 1)
            .query((row, number) -> row.getString(1))
            .list();
    ended.forEach(notifier::closeStreamsOfSession);
    if (!ended.isEmpty()) {
      notifier.publishChange("sessions");
    }
    return ended.size();
  }

  /** Serializes changes of a user's sessions, which could otherwise deadlock. */
  private void lock(UUID account) {
    database
        .sql("select id from account where id = :account for no key update")
        .param("account", account)
        .query(row -> {});
  }

  private static LiveSession mapRow(ResultSet row, int number) throws SQLException {
    return new LiveSession(
        row.getString("primary_id"),
        new Operator(
            row.getObject("id", UUID.class),
            row.getString("login"),
            row.getString("name"),
            Role.valueOf(row.getString("role"))),
        AccountStatus.valueOf(row.getString("status")),
        row.getBoolean("current"),
        DatabaseTime.instant(row, "signed_in_at"),
        DatabaseTime.instant(row, "last_interaction_at"),
        DatabaseTime.instant(row, "confirmed_at"),
        DatabaseTime.instant(row, "asked_at"),
        DatabaseTime.instant(row, "reauthenticated_at"),
        DatabaseTime.instant(row, "last_action_at"),
        DatabaseTime.nullableInstant(row, "unconfirmed_at"),
        DatabaseTime.nullableInstant(row, "ends_at"));
  }
}
