package dev.signalbox.nomad.drains;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.sandbox.InstallationTest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who works where several consoles run. */
@InstallationTest
class OneInstanceTests {

  private static final long LOCK = 0x7e57;

  private final OneInstance oneInstance;
  private final JdbcClient database;
  private final List<String> done = new ArrayList<>();

  @Autowired
  OneInstanceTests(OneInstance oneInstance, JdbcClient database) {
    this.oneInstance = oneInstance;
    this.database = database;
  }

  @Test
  void leavesTheWorkToWhoeverIsAtItAlready() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch over = new CountDownLatch(1);
    Thread other =
        Thread.ofVirtual()
            .start(
                () ->
                    oneInstance.work(
                        LOCK,
                        () -> {
                          begun.countDown();
                          awaited(over);
                        }));
    assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();

    oneInstance.work(LOCK, () -> done.add("meanwhile"));
    over.countDown();
    other.join();
    oneInstance.work(LOCK, () -> done.add("afterwards"));

    assertThat(done).containsExactly("afterwards");
  }

  @Test
  void letsGoAfterWorkThatFails() {
    assertThatThrownBy(
            () ->
                oneInstance.work(
                    LOCK,
                    () -> {
                      throw new IllegalStateException("a crash");
                    }))
        .hasMessage("a crash");

    oneInstance.work(LOCK, () -> done.add("next"));

    assertThat(done).containsExactly("next");
  }

  @Test
  void stopsBeforeTheNextThingWhenTheDatabaseLetGoOfTheLock() {
    oneInstance.each(
        LOCK,
        () -> List.of("first", "second"),
        thing -> {
          done.add(thing);
          throwOutWhoeverHoldsTheLock();
        });
    oneInstance.each(LOCK, () -> List.of("again"), done::add);

    assertThat(done).containsExactly("first", "again");
  }

  private void throwOutWhoeverHoldsTheLock() {
    assertThat(
            database
                .sql(
                    """
                    select pg_terminate_backend(pid) from pg_locks
                    where locktype = 'advisory' and objid = :lock and granted
                    """)
                .param("lock", LOCK)
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
