package dev.signalbox.audit;

import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** The months that the log has a partition for; those to come are made long before they begin. */
@Component
class Months {

  /** So that an instance may be away for a while. */
  private static final int AHEAD = 3;

  private final JdbcClient database;
  private final TransactionTemplate apart;
  private final Clock clock;
  private final Set<YearMonth> made = ConcurrentHashMap.newKeySet();

  Months(JdbcClient database, TransactionTemplate transaction, Clock clock) {
    this.database = database;
    this.clock = clock;
    // what it makes is there for everybody at once, whatever becomes of the caller's transaction
    this.apart = new TransactionTemplate();
    this.apart.setTransactionManager(Objects.requireNonNull(transaction.getTransactionManager()));
    this.apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
  }

  /** Has a partition for each of the times. */
  void make(Stream<Instant> times) {
    times.map(Months::of).distinct().filter(month -> !stands(month)).forEach(this::make);
  }

  @Scheduled(fixedDelayString = "PT6H")
  void makeThoseAhead() {
    YearMonth now = of(clock.instant());
    for (int month = 0; month <= AHEAD; month++) {
      make(now.plusMonths(month));
    }
  }

  /** An older month may have been archived and dropped since, by any instance. */
  private boolean stands(YearMonth month) {
    return made.contains(month) && !month.isBefore(of(clock.instant()).minusMonths(1));
  }

  private void make(YearMonth month) {
    if (database
        .sql("select to_regclass(:name) is not null")
        .param("name", "audit_event_" + month.toString().replace('-', '_'))
        .query(Boolean.class)
        .single()) {
      made.add(month);
      return;
    }
    apart.executeWithoutResult(
        status ->
            database
                .sql("select audit_month(:first)")
                .param("first", month.atDay(1))
                .query((row, number) -> "made")
                .list());
    made.add(month);
  }

  private static YearMonth of(Instant at) {
    return YearMonth.from(at.atOffset(ZoneOffset.UTC));
  }
}
