package dev.signalbox.audit.seal;

import dev.signalbox.audit.NewerCheckpoint;
import dev.signalbox.remote.RemoteSystemException;
import dev.signalbox.storage.ObjectStore;
import dev.signalbox.storage.ObjectUpload;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The newest checkpoint in the storage, under a fixed name. */
@Component
class NewestCheckpoint implements NewerCheckpoint {

  static final String NAME = "audit/newest-checkpoint.txt";

  private static final int MAX_BYTES = 1_000;
  private static final Logger log = LoggerFactory.getLogger(NewestCheckpoint.class);

  private final JdbcClient database;
  private final Optional<ObjectStore> store;
  private final Clock clock;

  NewestCheckpoint(JdbcClient database, Optional<ObjectStore> store, Clock clock) {
    this.database = database;
    this.store = store;
    this.clock = clock;
  }

  @Override
  public Optional<String> findUnreported() {
    return store.flatMap(NewestCheckpoint::read).filter(this::isUnreported);
  }

  @Override
  public void markReported(String checkpoint) {
    database
        .sql(
            "insert into audit_restore (checkpoint, reported_at) values (:checkpoint, :now)"
                + " on conflict do nothing")
        .param("checkpoint", checkpoint)
        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
        .update();
  }

  /**
   * Replaces the checkpoint in the storage, unless the database lacks it and that was not reported.
   */
  void write(Checkpoint checkpoint, ObjectStore storage) throws IOException {
    if (findUnreported().isPresent()) {
      return;
    }
    try (ObjectUpload object = storage.startUpload(NAME)) {
      object.write((checkpoint.text() + '\n').getBytes(StandardCharsets.UTF_8));
      object.finish();
    }
  }

  private boolean isUnreported(String text) {
    Checkpoint checkpoint = Checkpoint.parse(text);
    boolean contained =
        database
            .sql("select mac from audit_seal where number = :number")
            .param("number", checkpoint.seal())
            .query((row, number) -> checkpoint.isOf(row.getBytes("mac")))
            .optional()
            .orElse(false);
    return !contained
        && database
            .sql("select not exists (select from audit_restore where checkpoint = :checkpoint)")
            .param("checkpoint", text)
            .query(Boolean.class)
            .single();
  }

  private static Optional<String> read(ObjectStore storage) {
    try (InputStream object = storage.open(NAME, 0)) {
      String text = new String(object.readNBytes(MAX_BYTES), StandardCharsets.UTF_8).strip();
      Checkpoint.parse(text);
      return Optional.of(text);
    } catch (RemoteSystemException.NotFound e) {
      return Optional.empty();
    } catch (RemoteSystemException | IOException | IllegalArgumentException e) {
      log.warn("Could not read the newest checkpoint from the storage: {}", e.getMessage());
      return Optional.empty();
    }
  }
}
