package dev.signalbox.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.sandbox.Books;
import dev.signalbox.sandbox.InstallationTest;
import dev.signalbox.sandbox.Persona;
import dev.signalbox.sandbox.TestInstallation;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionTemplate;

/** One event for each change, whatever becomes of the change. */
@InstallationTest
class AuditLogTests {

  private static final Target POD = Target.of("pod", "web-1", null);

  private final AuditLog audit;
  private final OperationJournal journal;
  private final TransactionTemplate transaction;
  private final JdbcClient database;
  private final Books books;

  @Autowired
  AuditLogTests(
      AuditLog audit,
      OperationJournal journal,
      TransactionTemplate transaction,
      JdbcClient database) {
    this.audit = audit;
    this.journal = journal;
    this.transaction = transaction;
    this.database = database;
    this.books = new Books(database);
  }

  @Test
  void standsAndFallsWithTheChangeOfTheDatabase() {
    transaction.executeWithoutResult(
        status -> {
          books.set(Persona.VIEWER, "name", "Somebody Else");
          audit.record("user.renamed", POD, Map.of());
          status.setRollbackOnly();
        });

    assertThat(books.events()).isEmpty();
    assertThat(books.account(Persona.VIEWER, "name")).isEqualTo("Mei-Ling Tan");
  }

  @Test
  void rollsTheChangeBackWhenTheEventCannotBeWritten() {
    assertThatThrownBy(
            () ->
                transaction.executeWithoutResult(
                    status -> {
                      books.set(Persona.VIEWER, "name", "Somebody Else");
                      audit.record("user.renamed", Target.of("user", "\0", null), Map.of());
                    }))
        .isInstanceOf(DataAccessException.class);

    assertThat(books.account(Persona.VIEWER, "name")).isEqualTo("Mei-Ling Tan");
  }

  @Test
  void recordsAChangeOnlyInsideItsTransaction() {
    assertThatThrownBy(() -> audit.record("user.renamed", POD, Map.of()))
        .isInstanceOf(IllegalTransactionStateException.class);
  }

  @Test
  void writesOneEventAboutAnActThatWorked() {
    String result = audit.recording("pod.restart", POD, () -> "restarted");

    assertThat(result).isEqualTo("restarted");
    assertThat(books.event("pod.restart").success()).isTrue();
    assertThat(books.event("pod.restart").payload()).contains("done");
    assertThat(books.count("operation_journal")).isZero();
  }

  @Test
  void writesOneEventAboutAnActThatFailedAndLetsTheFailureThrough() {
    assertThatThrownBy(
            () ->
                audit.recording(
                    "pod.restart",
                    POD,
                    () -> {
                      throw new IllegalStateException("no such pod");
                    }))
        .hasMessage("no such pod");

    assertThat(books.event("pod.restart").success()).isFalse();
    assertThat(books.event("pod.restart").payload()).contains("failed", "no such pod");
    assertThat(books.count("operation_journal")).isZero();
  }

  @Test
  void commitsTheIntentionBeforeTheAct() {
    long intentions = audit.recording("pod.restart", POD, () -> books.count("operation_journal"));

    assertThat(intentions).isOne();
  }

  @Test
  void keepsTheEventOfAnActWhenTheTransactionAroundItIsRolledBack() {
    transaction.executeWithoutResult(
        status -> {
          audit.recording("pod.restart", POD, () -> true);
          status.setRollbackOnly();
        });

    assertThat(books.event("pod.restart").success()).isTrue();
  }

  @Test
  void refusesTheActWhenTheIntentionCannotBeWritten() {
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
  void callsAnActUnknownThatNobodyFinishedWithinFiveMinutes() {
    journal.open("pod.restart", Actor.CONSOLE, POD);
    journal.sweep();
    assertThat(books.events()).isEmpty();

    TestInstallation.clock().advance(Duration.ofMinutes(5).plusSeconds(1));
    journal.sweep();
    journal.sweep();

    assertThat(books.event("pod.restart").success()).isFalse();
    assertThat(books.event("pod.restart").payload()).contains("unknown");
  }

  @Test
  void writesNoSecondEventWhenAnActEndsAfterTheSweep() {
    audit.recording(
        "pod.restart",
        POD,
        () -> {
          TestInstallation.clock().advance(Duration.ofMinutes(6));
          journal.sweep();
        });

    assertThat(books.event("pod.restart").payload()).contains("unknown");
  }
}
