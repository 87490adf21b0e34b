package dev.signalbox.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.testing.DatabaseTestClient;
import dev.signalbox.testing.InstallationTest;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Partitions are created before their first event. */
@InstallationTest
class MonthlyPartitionsTests {

  private static final String MONTHS = "select relname from pg_class where relkind = 'r' and ";

  private final JdbcClient database;
  private final TransactionTemplate transaction;
  private final DatabaseTestClient records;

  @Autowired
  MonthlyPartitionsTests(JdbcClient database, TransactionTemplate transaction) {
    this.database = database;
    this.transaction = transaction;
    this.records = new DatabaseTestClient(database);
  }

  @Test
  void createsThisMonthAndTheNextThree() {
    MonthlyPartitions months = at("2041-11-30T23:59:59Z");

    months.createAhead();
    months.createAhead();

    assertThat(
            records.queryForStrings(MONTHS + "relname ~ '^audit_event_204[12]_' order by relname"))
        .containsExactly(
            "audit_event_2041_11",
            "audit_event_2041_12",
            "audit_event_2042_01",
            "audit_event_2042_02");
  }

  private MonthlyPartitions at(String now) {
    return new MonthlyPartitions(
        database, transaction, Clock.fixed(Instant.parse(now), ZoneOffset.UTC));
  }
}
