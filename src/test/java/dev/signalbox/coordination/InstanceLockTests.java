package dev.signalbox.coordination;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.testing.InstallationTest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Concurrent tasks under one lock. */
@InstallationTest
@ExtendWith(OutputCaptureExtension.class)
class InstanceLockTests {

  private static final AdvisoryLock LOCK = new AdvisoryLock(0x7e57);

  private final InstanceLock instanceLock;
  private final JdbcClient database;
  private final List<String> done = new ArrayList<>();

  @Autowired
  InstanceLockTests(InstanceLock instanceLock, JdbcClient database) {
    this.instanceLock = instanceLock;
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
                    instanceLock.runExclusively(
                        LOCK,
                        () -> {
                          begun.countDown();
                          awaited(over);
                        }));
    assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();

    instanceLock.runExclusively(LOCK, () -> done.add("meanwhile"));
    over.countDown();
    other.join();
    instanceLock.runExclusively(LOCK, () -> done.add("afterwards"));

    assertThat(done).containsExactly("afterwards");
  }

  @Test
  void logsWhichLockCouldNotBeAcquired(CapturedOutput output) {
    DataSource unavailable = new DriverManagerDataSource("jdbc:postgresql://127.0.0.1:1/none");

    new InstanceLock(unavailable).runExclusively(LOCK, () -> done.add("without the lock"));

    assertThat(done).isEmpty();
    assertThat(output).contains("Could not acquire " + LOCK);
  }

  @Test
  void releasesTheLockAfterAFailure() {
    assertThatThrownBy(
            () ->
                instanceLock.runExclusively(
                    LOCK,
                    () -> {
                      throw new IllegalStateException("a crash");
                    }))
        .hasMessage("a crash");

    instanceLock.runExclusively(LOCK, () -> done.add("next"));

    assertThat(done).containsExactly("next");
  }

  @Test
  void stopsBeforeTheNextItemWhenTheLockIsLost() {
    instanceLock.forEachExclusively(
        LOCK,
        () -> List.of("first", "second"),
        item -> {
          done.add(item);
          terminateTheConnectionThatHoldsTheLock();
        });
    instanceLock.forEachExclusively(LOCK, () -> List.of("again"), done::add);

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
                .param("lock", LOCK.key())
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
