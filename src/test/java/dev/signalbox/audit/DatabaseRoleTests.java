package dev.signalbox.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.signalbox.audit.seal.VerificationScheduler;
import dev.signalbox.testing.DatabaseTestClient;
import dev.signalbox.testing.RunningConsole;
import dev.signalbox.testing.TestDatabase;
import dev.signalbox.testing.TestInstallation;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessException;

/** Signalbox with a database role that owns no tables. */
@TestInstance(Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // before all tests
@Tag("integration")
class DatabaseRoleTests {

  private RunningConsole console;

  @BeforeAll
  void start() {
    console = RunningConsole.start(TestDatabase.createWithSeparateOwner(), Map.of());
    console
        .bean(AuditLog.class)
        .record(Actor.SYSTEM, "pod.restarted", Target.of("pod", "p", "p"), true, Map.of());
  }

  @AfterAll
  void stop() {
    console.close();
  }

  @Test
  void addsToTheLog() {
    assertThat(new DatabaseTestClient(console.database()).count("audit_event")).isPositive();
    assertThat(console.bean(VerificationScheduler.class).status().findings()).isZero();
  }

  @Test
  void createsFuturePartitions() {
    console.database().sql("select audit_month('2031-05-01')").query(rows -> {});

    assertThat(
            new DatabaseTestClient(console.database())
                .count("pg_class where relname = 'audit_event_2031_05'"))
        .isEqualTo(1);
  }

  @Test
  void twoSessionsCanCreateTheSamePartition() throws Exception {
    DataSource pool = console.bean(DataSource.class);
    try (Connection first = pool.getConnection();
        Connection second = pool.getConnection();
        ExecutorService threads = Executors.newSingleThreadExecutor()) {
      first.setAutoCommit(false);
      execute(first, "select audit_month('2031-06-01')");
      execute(second, "select to_regclass('audit_event_2031_06')");
      Future<?> waiting = threads.submit(() -> execute(second, "select audit_month('2031-06-01')"));
      await()
          .until(
              () ->
                  new DatabaseTestClient(console.database())
                          .count("pg_locks where locktype = 'advisory' and not granted")
                      > 0);

      first.commit();
      first.setAutoCommit(true);

      assertThat(waiting).succeedsWithin(Duration.ofSeconds(5));
    }
  }

  private static void execute(Connection connection, String sql) {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void createsPartitionsThreeMonthsAheadOnSchedule() {
    YearMonth now = YearMonth.from(TestInstallation.clock().instant().atOffset(ZoneOffset.UTC));
    String last = "audit_event_" + now.plusMonths(3).toString().replace('-', '_');

    await()
        .untilAsserted(
            () ->
                assertThat(
                        new DatabaseTestClient(console.database())
                            .count("pg_class where relname = '" + last + "'"))
                    .isEqualTo(1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update audit_event set success = false",
        "delete from audit_event",
        "truncate audit_event",
        "update audit_event_id set occurred_at = now()",
        "delete from audit_event_id",
        "truncate audit_event_id",
        "update audit_batch set events = 0",
        "delete from audit_batch",
        "truncate audit_batch",
        "update audit_seal set events = 0",
        "delete from audit_seal",
        "truncate audit_seal",
        "update audit_archive set events = 0",
        "delete from audit_archive",
        "truncate audit_archive",
        "update audit_dropped set events = 0",
        "delete from audit_dropped",
        "truncate audit_dropped",
        "update audit_brought set by_id = 'eve'",
        "delete from audit_brought",
        "truncate audit_brought",
        "drop table audit_event",
        "alter table audit_event disable trigger all",
        "alter table audit_event detach partition audit_event_2026_01",
        "drop trigger only_added on audit_event",
        "set session_replication_role = replica",
        "create or replace function audit_only_added() returns trigger language plpgsql as"
            + " $$ begin return null; end $$",
      })
  void cannotChangeTheLog(String sql) {
    assertThatThrownBy(() -> console.database().sql(sql).update())
        .isInstanceOf(DataAccessException.class)
        .rootCause()
        .hasMessageMatching("(?s)ERROR: (permission denied|must be owner).*");
  }

  @Test
  void cannotChangeAPartition() {
    String month =
        console
            .database()
            .sql("select tableoid::regclass::text from audit_event limit 1")
            .query(String.class)
            .single();

    assertThatThrownBy(() -> console.database().sql("delete from " + month).update())
        .rootCause()
        .hasMessageContaining("permission denied");
  }
}
