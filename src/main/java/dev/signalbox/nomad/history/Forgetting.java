package dev.signalbox.nomad.history;

import dev.signalbox.settings.Settings;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Lets go what is older than the settings say, little by little; one instance at a time. */
@Component
class Forgetting {

  private static final int AT_ONCE = 5_000;
  private static final long LOCK = 0x40AD_F063L;

  /** Tables with the time that counts. */
  private static final List<Table> TABLES =
      List.of(
          new Table("nomad_build", "finished_at"),
          new Table("nomad_build_hour", "hour"),
          new Table("nomad_drain", "started_at"),
          new Table("nomad_client_event", "at"),
          new Table("nomad_client_count", "at"));

  private final JdbcClient database;
  private final TransactionTemplate transaction;
  private final Duration kept;
  private final Clock clock;

  Forgetting(JdbcClient database, TransactionTemplate transaction, Settings settings, Clock clock) {
    this.database = database;
    this.transaction = transaction;
    this.kept = Duration.ofDays(settings.nomad().historyDays());
    this.clock = clock;
  }

  @Scheduled(fixedDelayString = "PT24H", initialDelayString = "PT13M")
  void forget() {
    OffsetDateTime before = OffsetDateTime.ofInstant(clock.instant().minus(kept), ZoneOffset.UTC);
    for (Table table : TABLES) {
      int gone = AT_ONCE;
      while (gone == AT_ONCE && !Thread.currentThread().isInterrupted()) {
        gone = some(table, before);
      }
    }
  }

  /** How many rows went: fewer than at once when that was all, or when another instance does it. */
  private int some(Table table, OffsetDateTime before) {
    @SuppressWarnings("NullAway") // the transaction's answer is never null here
    int gone = transaction.execute(status -> locked() ? deleted(table, before) : 0);
    return gone;
  }

  private boolean locked() {
    return database
        .sql("select pg_try_advisory_xact_lock(:lock)")
        .param("lock", LOCK)
        .query(Boolean.class)
        .single();
  }

  private int deleted(Table table, OffsetDateTime before) {
    return database
        .sql(
            """
            delete from %1$s where ctid in
              (select ctid from %1$s where %2$s < :before order by %2$s limit :atOnce)
            """
                .formatted(table.name(), table.time()))
        .param("before", before)
        .param("atOnce", AT_ONCE)
        .update();
  }

  private record Table(String name, String time) {}
}
