package dev.signalbox.coordination;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.testing.InstallationTest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Concurrent tasks under one lock. */
@InstallationTest
@ExtendWith(OutputCaptureExtension.class)
class DatabaseLockTests {

  private static final DatabaseLock.Name NAME = DatabaseLock.Name.SKIPPED_RUNS;

  private final DatabaseLock lock;
  private final JdbcClient database;
  private final List<String> done = new ArrayList<>();

  @Autowired
  DatabaseLockTests(DatabaseLock lock, JdbcClient database) {
    this.lock = lock;
    this.database = database;
  }

  @Test
  void skipsTheTaskWhileAnotherInstanceHoldsTheLock() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch over = new CountDownLatch(1);
    Thread other =
        Thread.ofVirtual()
            .start(
                () ->
                    lock.runExclusively(
                        NAME,
                        () -> {
                          begun.countDown();
                          awaited(over);
                        }));
    assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();

    lock.runExclusively(NAME, () -> done.add("meanwhile"));
    over.countDown();
    other.join();
    lock.runExclusively(NAME, () -> done.add("afterwards"));

    assertThat(done).containsExactly("afterwards");
  }

  @Test
  void logsWhichLockCouldNotBeAcquired(CapturedOutput output) {
    JdbcConnectionDetails unavailable =
        new JdbcConnectionDetails() {
          @Override
          public String getUsername() {
            return "console";
          }

          @Override
          public String getPassword() {
            return "";
          }

          @Override
          public String getJdbcUrl() {
            return "jdbc:postgresql://127.0.0.1:1/none";
          }
        };

    new DatabaseLock(database, unavailable)
        .runExclusively(NAME, () -> done.add("without the lock"));

    assertThat(done).isEmpty();
    assertThat(output).contains("Could not acquire the lock " + NAME);
  }

  /** A task may wait for a remote system, and pages need the connections of the pool. */
  @Test
  void holdsTheLockOnAConnectionOutsideThePool() {
    lock.runExclusively(
        NAME,
        () ->
            done.addAll(
                database
                    .sql(
                        """
                        select application_name from pg_stat_activity join pg_locks using (pid)
                        where locktype = 'advisory' and objid = :lock and granted
                          and datname = current_database()
                        """)
                    .param("lock", NAME.key())
                    .query(String.class)
                    .list()));

    assertThat(done).containsExactly("signalbox-skipped-runs");
  }

  @Test
  void everyLockHasItsOwnKey() {
    assertThat(DatabaseLock.Name.values())
        .extracting(DatabaseLock.Name::key)
        .doesNotHaveDuplicates();
  }

  @Test
  void releasesTheLockAfterAFailure() {
    assertThatThrownBy(
            () ->
                lock.runExclusively(
                    NAME,
                    () -> {
                      throw new IllegalStateException("a crash");
                    }))
        .hasMessage("a crash");

    lock.runExclusively(NAME, () -> done.add("next"));

    assertThat(done).containsExactly("next");
  }

  @Test
  void stopsBeforeTheNextItemWhenTheLockIsLost() {
    lock.forEachExclusively(
        NAME,
        () -> List.of("first", "second"),
        item -> {
          done.add(item);
          terminateTheConnectionThatHoldsTheLock();
        });
    lock.forEachExclusively(NAME, () -> List.of("again"), done::add);

    assertThat(done).containsExactly("first", "again");
  }

  private void terminateTheConnectionThatHoldsTheLock() {
    assertThat(
            database
                .sql(
                    """
                    select pg_terminate_backend(pid) from pg_locks
                    where locktype = 'advisory' and objid = :lock and granted
                      and database =
                        (select oid from pg_database where datname = current_database())
                    """)
                .param("lock", NAME.key())
                .query(Boolean.class)
                .list())
        .containsExactly(true);
  }

  private static void awaited(CountDownLatch latch) {
    try {
      assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
