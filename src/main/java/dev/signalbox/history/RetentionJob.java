package dev.signalbox.history;

import dev.signalbox.coordination.DatabaseLock;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Deletes history that exceeds the retention period, in batches and on one instance at a time. SQL,
 * because rows are deleted in batches by their physical position.
 */
@Component
class RetentionJob {

  private static final int BATCH_SIZE = 5_000;

  /** Tables and the column that determines the age of a row. */
  private static final List<Table> TABLES =
      List.of(
          new Table("nomad_build", "finished_at"),
          new Table("nomad_build_hour", "hour"),
          new Table("nomad_drain", "started_at"),
          new Table("nomad_client_event", "at"),
          new Table("nomad_client_count", "at"));

  private final JdbcClient database;
  private final TransactionTemplate transaction;
  private final DatabaseLock lock;
  private final Duration retention;
  private final Clock clock;

  RetentionJob(
      JdbcClient database,
      TransactionTemplate transaction,
      DatabaseLock lock,
      HistoryProperties settings,
      Clock clock) {
    this.database = database;
    this.transaction = transaction;
    this.lock = lock;
    this.retention = Duration.ofDays(settings.historyDays());
    this.clock = clock;
  }

  @Scheduled(fixedDelayString = "PT24H", initialDelayString = "PT13M")
  void deleteExpired() {
    OffsetDateTime before =
        OffsetDateTime.ofInstant(clock.instant().minus(retention), ZoneOffset.UTC);
    for (Table table : TABLES) {
      int deleted = BATCH_SIZE;
      while (deleted == BATCH_SIZE && !Thread.currentThread().isInterrupted()) {
        deleted = deleteBatch(table, before);
      }
    }
  }

  /** Returns the number of deleted rows: 0 if another instance holds the lock. */
  private int deleteBatch(Table table, OffsetDateTime before) {
    @SuppressWarnings("NullAway") // the callback never returns null
    int deleted =
        transaction.execute(
            status ->
                lock.tryAcquire(DatabaseLock.Name.HISTORY_RETENTION) ? delete(table, before) : 0);
    return deleted;
  }

  private int delete(Table table, OffsetDateTime before) {
    return database
        .sql(
            """
            delete from %1$s where ctid in
              (select ctid from %1$s where %2$s < :before order by %2$s limit :limit)
            """
                .formatted(table.name(), table.time()))
        .param("before", before)
        .param("limit", BATCH_SIZE)
        .update();
  }

  private record Table(String name, String time) {}
}
