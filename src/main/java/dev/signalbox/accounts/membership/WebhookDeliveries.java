package dev.signalbox.accounts.membership;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Stores the ids of webhook deliveries, so that redeliveries are processed once. SQL, because
 * {@code on conflict do nothing} tells whether an id is new.
 */
@Component
class WebhookDeliveries {

  /** GitHub allows manual redelivery for three days. */
  private static final Duration RETENTION = Duration.ofDays(7);

  private final JdbcClient database;
  private final Clock clock;

  WebhookDeliveries(JdbcClient database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** Stores the id and returns whether it was new. */
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
  void deleteOld() {
    database
        .sql("delete from github_delivery where received_at < :before")
        .param("before", now().minus(RETENTION))
        .update();
  }

  private OffsetDateTime now() {
    return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
  }
}
