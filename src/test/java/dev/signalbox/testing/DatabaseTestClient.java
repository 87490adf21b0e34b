package dev.signalbox.testing;

import dev.signalbox.sandbox.Persona;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads and changes the database of the console directly. */
public final class DatabaseTestClient {

  private final JdbcClient database;

  public DatabaseTestClient(JdbcClient database) {
    this.database = database;
  }

  /** Returns the account id of a persona that has an account. */
  public UUID accountId(Persona persona) {
    return database
        .sql("select id from account where github_id = :id")
        .param("id", persona.id())
        .query((row, number) -> row.getObject(1, UUID.class))
        .single();
  }

  public boolean hasAccount(Persona persona) {
    return count("account where github_id = " + persona.id()) > 0;
  }

  /** Returns a column of the persona's account as text. */
  public @Nullable String accountColumn(Persona persona, String column) {
    return database
        .sql("select " + column + "::text from account where github_id = :id")
        .param("id", persona.id())
        .query((row, number) -> row.getString(1))
        .list()
        .getFirst();
  }

  /** Changes a column of an account directly in the database. */
  public void setAccountColumn(Persona persona, String column, String value) {
    database
        .sql("update account set " + column + " = '" + value + "' where github_id = :id")
        .param("id", persona.id())
        .update();
  }

  /** Inserts active members that don't exist at GitHub: login1, login2 … */
  public void addMembers(int number, String login) {
    database
        .sql(
            """
            insert into account (id, instance, github_id, login, role, status, status_since,
              first_seen, last_seen, sign_ins)
            select gen_random_uuid(), (select min(instance) from account), 700000 + n,
              :login || n, 'MEMBER', 'ACTIVE', now(), now(), now(), 1
            from generate_series(1, :number) n
            """)
        .param("login", login)
        .param("number", number)
        .update();
  }

  /** Counts the rows of a table, optionally with a condition. */
  public long count(String rows) {
    return database.sql("select count(*) from " + rows).query(Long.class).single();
  }

  /** Returns the first column of a query. */
  public List<String> queryForStrings(String sql) {
    return database.sql(sql).query((row, number) -> row.getString(1)).list();
  }

  /** Counts the sessions of a persona. */
  public long countSessions(Persona persona) {
    return count(
        "console_session c join account a on a.id = c.account_id where a.github_id = "
            + persona.id());
  }

  /**
   * Returns the audit events written since the reset. Events of the fixture are recognized by an
   * actor id that equals the actor name.
   */
  public List<Event> events() {
    return database
        .sql(
            "select * from audit_event where actor_id is distinct from actor_name"
                + " order by occurred_at, action")
        .query(
            (row, number) ->
                new Event(
                    row.getString("action"),
                    row.getString("actor_name"),
                    row.getString("target_name"),
                    row.getBoolean("success"),
                    row.getString("payload")))
        .list();
  }

  public List<String> actions() {
    return events().stream().map(Event::action).toList();
  }

  /** Returns the event of the action and fails unless there is exactly one. */
  public Event event(String action) {
    List<Event> found = events().stream().filter(event -> event.action().equals(action)).toList();
    if (found.size() != 1) {
      throw new AssertionError("Expected one event " + action + " in " + events());
    }
    return found.getFirst();
  }

  /** Returns the id of the oldest event. */
  public String anyEventId() {
    return database
        .sql("select id::text from audit_event order by occurred_at, id limit 1")
        .query(String.class)
        .single();
  }

  /** Returns the id of the newest event of the action. */
  public String newestEventId(String action) {
    return database
        .sql(
            "select id::text from audit_event where action = :action"
                + " order by occurred_at desc, id limit 1")
        .param("action", action)
        .query(String.class)
        .single();
  }

  /** An event of the audit log. */
  public record Event(
      String action,
      @Nullable String actor,
      @Nullable String target,
      boolean success,
      String payload) {}
}
