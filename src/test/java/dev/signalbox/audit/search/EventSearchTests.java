package dev.signalbox.audit.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.sandbox.Persona;
import dev.signalbox.testing.InstallationTest;
import dev.signalbox.testing.MockBrowser;
import dev.signalbox.testing.MockBrowsers;
import java.sql.Connection;
import java.sql.Statement;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A search that times out can be continued. */
@InstallationTest
class EventSearchTests {

  private static final Pattern FURTHER =
      Pattern.compile(
          "<a class=\"btn\" href=\"([^\"]+)\">(?:(?!</a>).)*Keep searching</a>", Pattern.DOTALL);

  private final MockBrowsers browsers;
  private final JdbcClient database;
  private final DataSource connections;

  @Autowired
  EventSearchTests(MockBrowsers browsers, JdbcClient database, DataSource connections) {
    this.browsers = browsers;
    this.database = database;
    this.connections = connections;
  }

  @Test
  void saysHowFarItCameAndContinues() throws Exception {
    addManyEvents();
    MockBrowser admin = browsers.signedIn(Persona.ADMIN);

    String page = whileTheLogIsSlow(() -> MockBrowser.body(admin.get("/audit?q=needle")));

    assertThat(page)
        .contains("Searched back to", "1 Jan 2026", "Narrow the time range or continue.")
        .doesNotContain("No events match", "needle.found");
    Matcher further = FURTHER.matcher(page);
    assertThat(further.find()).isTrue();
    assertThat(admin.get(further.group(1).replace("&amp;", "&")))
        .bodyText()
        .contains("needle.found")
        .doesNotContain("Searched back to");
  }

  /** Locks the log until the search has waited for one second, its time limit. */
  private String whileTheLogIsSlow(Callable<String> search) throws Exception {
    try (ExecutorService reader = Executors.newSingleThreadExecutor();
        Connection connection = connections.getConnection();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("lock table audit_event in access exclusive mode");
      Future<String> page = reader.submit(search);
      try {
        await().until(this::searchHasWaitedASecond);
      } finally {
        connection.rollback();
        connection.setAutoCommit(true);
      }
      return page.get();
    }
  }

  private boolean searchHasWaitedASecond() {
    return database
        .sql(
            "select exists (select from pg_stat_activity where datname = current_database()"
                + " and wait_event_type = 'Lock'"
                + " and query like '%chunk as materialized%' and pid <> pg_backend_pid()"
                + " and clock_timestamp() - query_start > interval '1 s')")
        .query(Boolean.class)
        .single();
  }

  /** Adds more events than one chunk has, and an older event to be found. */
  private void addManyEvents() {
    database
        .sql(
            """
            insert into audit_event (id, action, actor, target, payload, occurred_at, occurred,
              metadata, success, actor_id, target_type, target_id, version, batch)
            select gen_random_uuid(), case n when 1 then 'needle.found' else 'pod.restart' end,
              '{}', '{}', case n when 1 then '{"t":"a needle"}' else '{}' end::json,
              timestamptz '2026-01-01T00:00:00Z' + n * interval '1 ms', '', '{}', true, 'x', 'pod',
              'a', 1, 0
            from generate_series(1, 3000) n
            """)
        .update();
  }
}
