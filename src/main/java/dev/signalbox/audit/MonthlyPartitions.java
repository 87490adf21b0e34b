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

/**
 * Creates the monthly partitions of the log, three months ahead. SQL, because partitions are
 * created by a function of the database.
 */
@Component
class MonthlyPartitions {

  /** Months ahead, so that partitions exist even if no instance runs for some time. */
  private static final int AHEAD = 3;

  private final JdbcClient database;
  private final TransactionTemplate separateTransaction;
  private final Clock clock;
  private final Set<YearMonth> created = ConcurrentHashMap.newKeySet();

  MonthlyPartitions(JdbcClient database, TransactionTemplate transaction, Clock clock) {
    this.database = database;
    this.clock = clock;
    // partitions are committed independently of the caller's transaction
    this.separateTransaction = new TransactionTemplate();
    this.separateTransaction.setTransactionManager(
        Objects.requireNonNull(transaction.getTransactionManager()));
    this.separateTransaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
  }

  /** Creates missing partitions for the given times. */
  void create(Stream<Instant> times) {
    times
        .map(MonthlyPartitions::of)
        .distinct()
        .filter(month -> !exists(month))
        .forEach(this::create);
  }

  @Scheduled(fixedDelayString = "PT6H")
  void createAhead() {
    YearMonth now = of(clock.instant());
    for (int month = 0; month <= AHEAD; month++) {
      create(now.plusMonths(month));
    }
  }

  /** Trusts the cache only for recent months: any instance may have dropped older ones. */
  private boolean exists(YearMonth month) {
    return created.contains(month) && !month.isBefore(of(clock.instant()).minusMonths(1));
  }

  private void create(YearMonth month) {
    if (database
        .sql("select to_regclass(:name) is not null")
        .param("name", "audit_event_" + month.toString().replace('-', '_'))
        .query(Boolean.class)
        .single()) {
      created.add(month);
      return;
    }
    separateTransaction.executeWithoutResult(
        status ->
            database
                .sql("select audit_month(:first)")
                .param("first", month.atDay(1))
                .query((row, number) -> "created")
                .list());
    created.add(month);
  }

  private static YearMonth of(Instant at) {
    return YearMonth.from(at.atOffset(ZoneOffset.UTC));
  }
}
