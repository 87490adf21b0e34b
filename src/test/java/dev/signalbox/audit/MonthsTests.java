package dev.signalbox.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.sandbox.Books;
import dev.signalbox.sandbox.InstallationTest;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** The log's months are there before their first event. */
@InstallationTest
class MonthsTests {

  private static final String MONTHS = "select relname from pg_class where relkind = 'r' and ";

  private final JdbcClient database;
  private final TransactionTemplate transaction;
  private final Books books;

  @Autowired
  MonthsTests(JdbcClient database, TransactionTemplate transaction) {
    this.database = database;
    this.transaction = transaction;
    this.books = new Books(database);
  }

  @Test
  void makesThisMonthAndThreeToCome() {
    Months months = at("2041-11-30T23:59:59Z");

    months.makeThoseAhead();
    months.makeThoseAhead();

    assertThat(books.texts(MONTHS + "relname ~ '^audit_event_204[12]_' order by relname"))
        .containsExactly(
            "audit_event_2041_11",
            "audit_event_2041_12",
            "audit_event_2042_01",
            "audit_event_2042_02");
  }

  private Months at(String now) {
    return new Months(database, transaction, Clock.fixed(Instant.parse(now), ZoneOffset.UTC));
  }
}
