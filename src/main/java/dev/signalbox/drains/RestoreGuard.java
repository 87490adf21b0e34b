package dev.signalbox.drains;

import dev.signalbox.audit.NewerCheckpoint;
import dev.signalbox.settings.Settings;
import dev.signalbox.web.TimestampView;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Halts rolling drains and releases if the database may be a restored backup, in which they may
 * have ended or been aborted since. A backup is recognized by an old heartbeat of the runners, or
 * by a newer checkpoint of the audit log in the storage.
 */
@Component
public class RestoreGuard {

  private static final Duration INTERVAL = Duration.ofSeconds(10);
  private static final Duration CHECKPOINT_INTERVAL = Duration.ofMinutes(1);
  private static final String ADVICE = " Check what happened since, then resume or abort.";
  private static final Logger log = LoggerFactory.getLogger(RestoreGuard.class);

  private final JdbcClient database;
  private final TransactionTemplate transaction;
  private final List<AutomaticWork> works;
  private final NewerCheckpoint checkpoints;
  private final Duration maxDowntime;
  private final Clock clock;
  private volatile Instant checkpointReadAt = Instant.MIN;

  @Autowired
  RestoreGuard(
      JdbcClient database,
      TransactionTemplate transaction,
      List<AutomaticWork> works,
      NewerCheckpoint checkpoints,
      Settings settings,
      Clock clock) {
    this.database = database;
    this.transaction = transaction;
    this.works = works;
    this.checkpoints = checkpoints;
    this.maxDowntime = settings.nomad().maxDowntime();
    this.clock = clock;
  }

  /**
   * Records a heartbeat and halts all work if the last one is too old. Called before each run, also
   * while there is no work, so that only downtime of all instances delays it.
   */
  @Scheduled(fixedDelayString = "PT10S", initialDelayString = "PT5S")
  public void check() {
    Instant now = clock.instant();
    Optional<String> checkpoint = newerCheckpoint(now);
    @Nullable Instant last = lastHeartbeat("").orElse(null);
    boolean recent = last != null && !now.isBefore(last) && now.isBefore(last.plus(INTERVAL));
    if (!recent || checkpoint.isPresent()) {
      transaction.executeWithoutResult(status -> beat(now, checkpoint));
    }
  }

  private Optional<String> newerCheckpoint(Instant now) {
    Instant last = checkpointReadAt;
    if (!now.isBefore(last) && now.isBefore(last.plus(CHECKPOINT_INTERVAL))) {
      return Optional.empty();
    }
    Optional<String> found = checkpoints.findUnreported();
    if (found.isEmpty()) {
      checkpointReadAt = now;
    }
    return found;
  }

  private void beat(Instant now, Optional<String> checkpoint) {
    int first =
        database
            .sql("insert into drain_runner (heartbeat_at) values (:now) on conflict do nothing")
            .param("now", time(now))
            .update();
    // other instances wait here until the work is halted
    Instant last = lastHeartbeat(" for update").orElse(now);
    Duration gap = Duration.between(last, now);
    if (first == 0 && gap.compareTo(maxDowntime) > 0) {
      haltAll(
          "The console was not running for "
              + TimestampView.formatDuration(gap)
              + ", so the database may be a restored backup."
              + ADVICE);
    } else {
      checkpoint.ifPresent(
          newer ->
              haltAll(
                  "The database is older than the newest checkpoint of the audit log in the"
                      + " storage, so it is a restored backup."
                      + ADVICE));
    }
    checkpoint.ifPresent(checkpoints::markReported);
    database.sql("update drain_runner set heartbeat_at = :now").param("now", time(now)).update();
  }

  private void haltAll(String why) {
    log.warn("Rolling drains and releases in progress are paused. {}", why);
    works.forEach(work -> work.haltAll(why));
  }

  private Optional<Instant> lastHeartbeat(String lock) {
    return database
        .sql("select heartbeat_at from drain_runner" + lock)
        .query((row, number) -> row.getObject(1, OffsetDateTime.class).toInstant())
        .optional();
  }

  private static OffsetDateTime time(Instant at) {
    return OffsetDateTime.ofInstant(at, ZoneOffset.UTC);
  }
}
