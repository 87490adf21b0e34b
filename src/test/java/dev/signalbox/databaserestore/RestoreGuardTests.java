package dev.signalbox.databaserestore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.audit.NewerCheckpoint;
import dev.signalbox.testing.InstallationTest;
import dev.signalbox.testing.TestInstallation;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@InstallationTest
class RestoreGuardTests {

  private final JdbcClient database;
  private final TransactionTemplate transaction;
  private final DatabaseRestores restores;
  private final RestoreGuardProperties settings;
  private final List<String> halts = new CopyOnWriteArrayList<>();
  private final List<String> checkpoints = new ArrayList<>();

  @Autowired
  RestoreGuardTests(
      JdbcClient database,
      TransactionTemplate transaction,
      DatabaseRestores restores,
      RestoreGuardProperties settings) {
    this.database = database;
    this.transaction = transaction;
    this.restores = restores;
    this.settings = settings;
  }

  @Test
  void haltsOnceAfterALongGap() {
    RestoreGuard one = instance();
    RestoreGuard other = instance();
    one.check();
    afterDowntime(Duration.ofHours(3), one);
    other.check();

    assertThat(halts).singleElement().asString().contains("not running for 3 h");
  }

  @Test
  void continuesWhileAnyInstanceRuns() {
    RestoreGuard one = instance();
    RestoreGuard other = instance();
    one.check();
    afterDowntime(Duration.ofMinutes(14), other);
    afterDowntime(Duration.ofMinutes(14), one);

    assertThat(halts).isEmpty();
  }

  @Test
  void acceptsTheFirstStart() {
    database.sql("delete from drain_runner").update();

    instance().check();

    assertThat(halts).isEmpty();
  }

  @Test
  void haltsOncePerCheckpointThatTheDatabaseLacks() {
    instance().check();
    checkpoints.add("7:ab");

    instance().check();
    instance().check();

    assertThat(halts).singleElement().asString().contains("newest checkpoint of the audit log");
    assertThat(restores.findNewest())
        .hasValueSatisfying(
            restore -> {
              assertThat(restore.checkpoint()).isEqualTo("7:ab");
              assertThat(restore.newestSeal()).isEqualTo(5);
            });
  }

  @Test
  void haltsOnceIfTheDatabaseWasDumpedAndRestored() {
    RestoreGuard guard = instance();
    guard.check();

    transaction.executeWithoutResult(
        status -> {
          database.sql("update drain_runner set database_id = '1:2'").update();
          guard.check();
          guard.check();
        });

    assertThat(halts).singleElement().asString().contains("copied from another one");
  }

  @Test
  void haltsOnceIfAnInstanceHasSeenALaterState() {
    RestoreGuard guard = instance();
    transaction.executeWithoutResult(
        status -> {
          setHeartbeatBack(Duration.ofMinutes(1));
          guard.check();
          database.sql("update drain_runner set beats = beats - 1").update();
          guard.check();
          guard.check();
          instance().check();
        });

    assertThat(halts).singleElement().asString().contains("has seen a newer state of the database");
  }

  /** Checks in one transaction, so that the scheduled check of the console does not interfere. */
  private void afterDowntime(Duration gap, RestoreGuard guard) {
    transaction.executeWithoutResult(
        status -> {
          setHeartbeatBack(gap);
          guard.check();
        });
  }

  private void setHeartbeatBack(Duration gap) {
    database
        .sql("update drain_runner set heartbeat_at = :at")
        .param("at", TestInstallation.clock().instant().minus(gap).atOffset(ZoneOffset.UTC))
        .update();
  }

  private RestoreGuard instance() {
    NewerCheckpoint newer =
        new NewerCheckpoint() {
          @Override
          public Optional<String> findUnreported() {
            return checkpoints.stream().findFirst();
          }

          @Override
          public void markReported(String checkpoint) {
            checkpoints.remove(checkpoint);
          }

          @Override
          public long newestSeal() {
            return 5;
          }

          @Override
          public Optional<Comparison> compare(@Nullable String checkpoint, long newestSeal) {
            return Optional.empty();
          }
        };
    AutomaticWork work =
        new AutomaticWork() {
          @Override
          public void haltAll(String why) {
            halts.add(why);
          }

          @Override
          public List<Halted> findHalted() {
            return List.of();
          }
        };
    return new RestoreGuard(
        database, transaction, List.of(work), newer, restores, settings, TestInstallation.clock());
  }
}
