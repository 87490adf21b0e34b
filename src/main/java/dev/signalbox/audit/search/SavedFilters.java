package dev.signalbox.audit.search;

import dev.signalbox.web.ListUrl;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Filters that a person keeps under a name, like bookmarks; nobody else sees them. */
@Component
class SavedFilters {

  /** More would not be found again. */
  static final int MOST = 20;

  private final JdbcClient database;
  private final Clock clock;

  SavedFilters(JdbcClient database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  List<Saved> of(String account) {
    return database
        .sql("select name, query from audit_saved_filter where account = :account order by name")
        .param("account", account)
        .query((row, number) -> new Saved(row.getString("name"), row.getString("query")))
        .list();
  }

  /**
   * Keeps a filter; one of the same name is replaced.
   *
   * @return whether there was room for it
   */
  @Transactional
  public boolean save(String account, String name, ListUrl url) {
    // of two at once the second counts the first
    database
        .sql("select pg_advisory_xact_lock(hashtext('saved filters ' || :account))")
        .param("account", account)
        .query(row -> {});
    return database
            .sql(
                """
                insert into audit_saved_filter
                select :account, :name, :query, :now
                where (select count(*) from audit_saved_filter
                  where account = :account and name <> :name) < :most
                on conflict (account, name) do update set query = :query, saved_at = :now
                """)
            .param("account", account)
            .param("name", name)
            .param("query", url.with("x", null).toString())
            .param("now", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
            .param("most", MOST)
            .update()
        == 1;
  }

  @Transactional
  public void remove(String account, String name) {
    database
        .sql("delete from audit_saved_filter where account = :account and name = :name")
        .param("account", account)
        .param("name", name)
        .update();
  }

  /**
   * A filter of a person.
   *
   * @param url the list that it leads to
   */
  record Saved(String name, String url) {}
}
