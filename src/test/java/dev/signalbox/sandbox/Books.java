package dev.signalbox.sandbox;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the console has written down, for tests that look past its pages. */
public final class Books {

  private final JdbcClient database;

  public Books(JdbcClient database) {
    this.database = database;
  }

  /** The account of somebody who is known here. */
  public UUID id(Persona persona) {
    return database
        .sql("select id from account where github_id = :id")
        .param("id", persona.id())
        .query((row, number) -> row.getObject(1, UUID.class))
        .single();
  }

  public boolean knows(Persona persona) {
    return count("account where github_id = " + persona.id()) > 0;
  }

  /** One column of somebody's account as text. */
  public @Nullable String account(Persona persona, String column) {
    return database
        .sql("select " + column + "::text from account where github_id = :id")
        .param("id", persona.id())
        .query((row, number) -> row.getString(1))
        .list()
        .getFirst();
  }

  /** Changes an account behind the console's back. */
  public void set(Persona persona, String column, String value) {
    database
        .sql("update account set " + column + " = '" + value + "' where github_id = :id")
        .param("id", persona.id())
        .update();
  }

  /** Writes active members into the books whom GitHub does not know: login-1, login-2 … */
  public void addPeople(int number, String login) {
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

  /** Rows of a table, or of a table with a condition. */
  public long count(String rows) {
    return database.sql("select count(*) from " + rows).query(Long.class).single();
  }

  /** The one column of a statement. */
  public List<String> texts(String sql) {
    return database.sql(sql).query((row, number) -> row.getString(1)).list();
  }

  /** The signed-in browsers of somebody. */
  public long sessions(Persona persona) {
    return count(
        "console_session c join account a on a.id = c.account_id where a.github_id = "
            + persona.id());
  }

  /** What was written down since the story was told; the story signs with names, not with ids. */
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

  /** The only event of that action. */
  public Event event(String action) {
    List<Event> found = events().stream().filter(event -> event.action().equals(action)).toList();
    if (found.size() != 1) {
      throw new AssertionError("Not one event " + action + " in " + events());
    }
    return found.getFirst();
  }

  /** The id of some event of the story. */
  public String anyEvent() {
    return database
        .sql("select id::text from audit_event order by occurred_at, id limit 1")
        .query(String.class)
        .single();
  }

  /** The id of the newest event of that action. */
  public String newestEvent(String action) {
    return database
        .sql(
            "select id::text from audit_event where action = :action"
                + " order by occurred_at desc, id limit 1")
        .param("action", action)
        .query(String.class)
        .single();
  }

  /** One event of the audit log. */
  public record Event(
      String action,
      @Nullable String actor,
      @Nullable String target,
      boolean success,
      String payload) {}
}
