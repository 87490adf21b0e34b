package dev.signalbox.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.sandbox.Persona;
import dev.signalbox.testing.DatabaseTestClient;
import dev.signalbox.testing.InstallationTest;
import dev.signalbox.testing.TestInstallation;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Exactly one event per change, also for failures and crashes. */
@InstallationTest
class AuditLogTests {

  private static final Target POD = Target.of("pod", "web-1", null);

  private final AuditLog audit;
  private final OperationJournal journal;

  /** The journal of another instance. */
  private final OperationJournal other;

  private final TransactionTemplate transaction;
  private final JdbcClient database;
  private final DatabaseTestClient records;

  @Autowired
  AuditLogTests(
      AuditLog audit,
      OperationJournal journal,
      TransactionTemplate transaction,
      JdbcClient database,
      AuditEventWriter events,
      JsonMapper json) {
    this.audit = audit;
    this.journal = journal;
    this.other =
        new OperationJournal(database, transaction, events, json, TestInstallation.clock());
    this.transaction = transaction;
    this.database = database;
    this.records = new DatabaseTestClient(database);
  }

  @Test
  void sharesTheTransactionOfTheChange() {
    transaction.executeWithoutResult(
        status -> {
          records.setAccountColumn(Persona.VIEWER, "name", "Another Name");
          audit.record("user.renamed", POD, Map.of());
          status.setRollbackOnly();
        });

    assertThat(records.events()).isEmpty();
    assertThat(records.accountColumn(Persona.VIEWER, "name")).isEqualTo("Mei-Ling Tan");
  }

  @Test
  void rollsTheChangeBackWhenTheEventCannotBeWritten() {
    assertThatThrownBy(
            () ->
                transaction.executeWithoutResult(
                    status -> {
                      records.setAccountColumn(Persona.VIEWER, "name", "Another Name");
                      audit.record(longerThanAnIndexEntry(), POD, Map.of());
                    }))
        .isInstanceOf(DataAccessException.class);

    assertThat(records.accountColumn(Persona.VIEWER, "name")).isEqualTo("Mei-Ling Tan");
  }

  /** A text that PostgreSQL cannot index, even compressed. */
  private static String longerThanAnIndexEntry() {
    return new Random(1)
        .ints(20_000, 'a', 'z')
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  @Test
  void recordsAChangeOnlyInsideItsTransaction() {
    assertThatThrownBy(() -> audit.record("user.renamed", POD, Map.of()))
        .isInstanceOf(IllegalTransactionStateException.class);
  }

  @Test
  void recordsASuccessfulOperationOnce() {
    String result = audit.recording("pod.restart", POD, () -> "restarted");

    assertThat(result).isEqualTo("restarted");
    assertThat(records.event("pod.restart").success()).isTrue();
    assertThat(records.event("pod.restart").payload()).contains("done");
    assertThat(records.count("operation_journal")).isZero();
  }

  @Test
  void recordsAFailedOperationOnceAndRethrows() {
    assertThatThrownBy(
            () ->
                audit.recording(
                    "pod.restart",
                    POD,
                    () -> {
                      throw new IllegalStateException("no such pod");
                    }))
        .hasMessage("no such pod");

    assertThat(records.event("pod.restart").success()).isFalse();
    assertThat(records.event("pod.restart").payload()).contains("failed", "no such pod");
    assertThat(records.count("operation_journal")).isZero();
  }

  @Test
  void commitsTheIntentionBeforeTheOperation() {
    long intentions = audit.recording("pod.restart", POD, () -> records.count("operation_journal"));

    assertThat(intentions).isOne();
  }

  @Test
  void keepsTheEventIfTheOuterTransactionRollsBack() {
    transaction.executeWithoutResult(
        status -> {
          audit.recording("pod.restart", POD, () -> true);
          status.setRollbackOnly();
        });

    assertThat(records.event("pod.restart").success()).isTrue();
  }

  @Test
  void doesNotRunIfTheIntentionCannotBeWritten() {
    StringBuilder acted = new StringBuilder();
    database.sql("alter table operation_journal rename to lost_journal").update();
    try {
      assertThatThrownBy(() -> audit.recording("pod.restart", POD, () -> acted.append("acted")))
          .isInstanceOf(DataAccessException.class);
    } finally {
      database.sql("alter table lost_journal rename to operation_journal").update();
    }

    assertThat(acted).isEmpty();
  }

  @Test
  void recordsAnUnknownOutcomeAfterFiveMinutes() {
    // this instance crashes
    other.open("pod.restart", Actor.SYSTEM, POD);
    journal.sweep();
    assertThat(records.events()).isEmpty();

    TestInstallation.clock().advance(Duration.ofMinutes(5).plusSeconds(1));
    journal.sweep();
    journal.sweep();

    assertThat(records.event("pod.restart").success()).isFalse();
    assertThat(records.event("pod.restart").payload()).contains("unknown");
  }

  @Test
  void recordsTheOutcomeOfALongOperation() {
    audit.recording(
        "pod.restart",
        POD,
        () -> {
          for (int round = 0; round < 3; round++) {
            TestInstallation.clock().advance(Duration.ofMinutes(4));
            journal.sweep();
            other.sweep();
          }
        });

    assertThat(records.event("pod.restart").success()).isTrue();
    assertThat(records.event("pod.restart").payload()).contains("done");
  }

  @Test
  void recordsNoSecondEventAfterTheSweep() {
    audit.recording(
        "pod.restart",
        POD,
        () -> {
          // this instance could not renew the operation, for example without a database
          TestInstallation.clock().advance(Duration.ofMinutes(6));
          other.sweep();
        });

    assertThat(records.event("pod.restart").payload()).contains("unknown");
  }
}
