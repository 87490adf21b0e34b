package dev.signalbox.audit.search;

import dev.signalbox.coordination.DatabaseLock;
import dev.signalbox.coordination.DatabaseTime;
import dev.signalbox.web.ListUrl;
import java.time.Clock;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Stores named filters, which only their owner sees. SQL, because one statement inserts or replaces
 * a filter and checks the limit.
 */
@Component
class SavedFilters {

  /** Maximum number per user. */
  static final int MAX_PER_USER = 20;

  private final JdbcClient database;
  private final DatabaseLock lock;
  private final Clock clock;

  SavedFilters(JdbcClient database, DatabaseLock lock, Clock clock) {
    this.database = database;
    this.lock = lock;
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
   * Saves a filter and replaces one of the same name.
   *
   * @return false if the user already has {@link #MAX_PER_USER} other filters
   */
  @Transactional
  public boolean save(String account, String name, ListUrl url) {
    // serializes concurrent saves, so that the limit holds
    lock.acquire(DatabaseLock.Name.SAVED_FILTERS, account);
    return database
            .sql(
                """
                insert into audit_saved_filter
                select :account, :name, :query, :now
                where (select count(*) from audit_saved_filter
                  where account = :account and name <> :name) < :max
                on conflict (account, name) do update set query = :query, saved_at = :now
                """)
            .param("account", account)
            .param("name", name)
            .param("query", url.with("x", null).toString())
            .param("now", DatabaseTime.utc(clock.instant()))
            .param("max", MAX_PER_USER)
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
   * A saved filter.
   *
   * @param url the filtered list
   */
  record Saved(String name, String url) {}
}
