package dev.signalbox.audit.seal;

import dev.signalbox.outside.OutsideWorldException;
import dev.signalbox.storage.NewObject;
import dev.signalbox.storage.ObjectStore;
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
 * Tells the newest seal outside the database, where nobody who cuts the chain's end off can change
 * it: once an hour to the console's own log and, where there is one, to the storage.
 */
@Component
class Checkpoints {

  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("'audit/checkpoints/'yyyy-MM-dd'/'HH'-seal-'")
          .withZone(ZoneOffset.UTC);
  private static final Logger log = LoggerFactory.getLogger(Checkpoints.class);

  private final JdbcClient database;
  private final Optional<ObjectStore> store;
  private final Clock clock;

  Checkpoints(JdbcClient database, Optional<ObjectStore> store, Clock clock) {
    this.database = database;
    this.store = store;
    this.clock = clock;
  }

  @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT1M")
  void tell() {
    Instant now = clock.instant();
    database
        .sql(
            "select number, mac, (select sum(events) from audit_seal) as events"
                + " from audit_seal order by number desc limit 1")
        .query(
            (row, number) ->
                new Told(
                    new Checkpoint(
                        row.getLong("number"), HexFormat.of().formatHex(row.getBytes("mac"))),
                    row.getLong("events")))
        .optional()
        .ifPresent(
            told -> {
              log.info("{}", told.checkpoint().line(told.events(), now));
              store.ifPresent(there -> keep(told.checkpoint(), there, now));
            });
  }

  private static void keep(Checkpoint checkpoint, ObjectStore there, Instant now) {
    try (NewObject object = there.begin(NAME.format(now) + checkpoint.seal() + ".txt")) {
      object.write((checkpoint.text() + '\n').getBytes(StandardCharsets.UTF_8));
      object.finish();
    } catch (OutsideWorldException | IOException e) {
      log.warn("The checkpoint is in this log alone: {}", e.getMessage());
    }
  }

  private record Told(Checkpoint checkpoint, long events) {}
}
