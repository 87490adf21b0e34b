package dev.signalbox.audit.seal;

import dev.signalbox.remote.RemoteSystemException;
import dev.signalbox.storage.ObjectStore;
import dev.signalbox.storage.ObjectUpload;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Publishes the newest seal outside the database once an hour: to the application log and, if one
 * is configured, to the storage. Truncating the chain in the database does not change them. SQL,
 * because one query returns the newest seal and the sum over all seals.
 */
@Component
class CheckpointPublisher {

  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("'audit/checkpoints/'yyyy-MM-dd'/'HH'-seal-'")
          .withZone(ZoneOffset.UTC);
  private static final Logger log = LoggerFactory.getLogger(CheckpointPublisher.class);

  private final JdbcClient database;
  private final Optional<ObjectStore> store;
  private final NewestCheckpoint newest;
  private final Clock clock;

  CheckpointPublisher(
      JdbcClient database, Optional<ObjectStore> store, NewestCheckpoint newest, Clock clock) {
    this.database = database;
    this.store = store;
    this.newest = newest;
    this.clock = clock;
  }

  @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT1M")
  void publish() {
    Instant now = clock.instant();
    database
        .sql(
            "select number, mac, (select sum(events) from audit_seal) as events"
                + " from audit_seal order by number desc limit 1")
        .query(
            (row, number) ->
                new Latest(
                    new Checkpoint(
                        row.getLong("number"), HexFormat.of().formatHex(row.getBytes("mac"))),
                    row.getLong("events")))
        .optional()
        .ifPresent(
            latest -> {
              log.info("{}", latest.checkpoint().line(latest.events(), now));
              store.ifPresent(storage -> write(latest.checkpoint(), storage, now));
            });
  }

  private void write(Checkpoint checkpoint, ObjectStore storage, Instant now) {
    try (ObjectUpload object = storage.startUpload(NAME.format(now) + checkpoint.seal() + ".txt")) {
      object.write((checkpoint.text() + '\n').getBytes(StandardCharsets.UTF_8));
      object.finish();
      newest.write(checkpoint, storage);
    } catch (RemoteSystemException | IOException e) {
      log.warn("Could not write the checkpoint to the storage: {}", e.getMessage());
    }
  }

  private record Latest(Checkpoint checkpoint, long events) {}
}
