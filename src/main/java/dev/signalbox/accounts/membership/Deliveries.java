package dev.signalbox.accounts.membership;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** The webhook deliveries seen, so that one that GitHub repeats is acted on once. */
@Component
class Deliveries {

  /** GitHub lets people repeat a delivery by hand for three days. */
  private static final Duration REMEMBERED = Duration.ofDays(7);

  private final JdbcClient database;
  private final Clock clock;

  Deliveries(JdbcClient database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  boolean isNew(String delivery) {
    return database
            .sql(
                "insert into github_delivery (id, received_at) values (:id, :now)"
                    + " on conflict do nothing")
            .param("id", delivery)
            .param("now", now())
            .update()
        == 1;
  }

  @Scheduled(cron = "0 17 3 * * *")
  void forgetOld() {
    database
        .sql("delete from github_delivery where received_at < :before")
        .param("before", now().minus(REMEMBERED))
        .update();
  }

  private OffsetDateTime now() {
    return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
  }
}
