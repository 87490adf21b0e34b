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
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The newest checkpoint in the storage, under a fixed name. SQL, because a reported checkpoint is
 * stored with {@code on conflict do nothing}, and the seals are read by column.
 */
@Component
class NewestCheckpoint implements NewerCheckpoint {

  static final String NAME = "audit/newest-checkpoint.txt";

  private static final int MAX_BYTES = 1_000;
  private static final String UNREADABLE =
      "Could not read the newest checkpoint from the storage: {}";
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

  @Override
  public long newestSeal() {
    return database
        .sql("select coalesce(max(number), 0) from audit_seal")
        .query(Long.class)
        .single();
  }

  @Override
  public Optional<Comparison> compare(@Nullable String checkpoint, long newestSeal) {
    if (checkpoint != null) {
      return Optional.of(comparison(checkpoint, newestSeal));
    }
    if (store.isEmpty()) {
      return Optional.of(new Comparison(Seals.UNKNOWN, null));
    }
    try {
      return Optional.of(comparison(readFrom(store.get()), newestSeal));
    } catch (RemoteSystemException.NotFound e) {
      return Optional.of(new Comparison(Seals.UNKNOWN, null));
    } catch (RemoteSystemException | IOException | IllegalArgumentException e) {
      log.warn(UNREADABLE, e.getMessage());
      return Optional.empty();
    }
  }

  private Comparison comparison(String text, long newestSeal) {
    Checkpoint checkpoint = Checkpoint.parse(text);
    Seals seals =
        checkpoint.seal() > newestSeal
            ? Seals.MISSING
            : isContained(checkpoint) ? Seals.MATCH : Seals.DIFFERENT;
    return new Comparison(seals, text);
  }

  private boolean isContained(Checkpoint checkpoint) {
    return database
        .sql("select mac from audit_seal where number = :number")
        .param("number", checkpoint.seal())
        .query((row, number) -> checkpoint.isOf(row.getBytes("mac")))
        .optional()
        .orElse(false);
  }

  private boolean isUnreported(String text) {
    return !isContained(Checkpoint.parse(text))
        && database
            .sql("select not exists (select from audit_restore where checkpoint = :checkpoint)")
            .param("checkpoint", text)
            .query(Boolean.class)
            .single();
  }

  private static Optional<String> read(ObjectStore storage) {
    try {
      return Optional.of(readFrom(storage));
    } catch (RemoteSystemException.NotFound e) {
      return Optional.empty();
    } catch (RemoteSystemException | IOException | IllegalArgumentException e) {
      log.warn(UNREADABLE, e.getMessage());
      return Optional.empty();
    }
  }

  private static String readFrom(ObjectStore storage) throws IOException {
    try (InputStream object = storage.open(NAME, 0)) {
      String text = new String(object.readNBytes(MAX_BYTES), StandardCharsets.UTF_8).strip();
      Checkpoint.parse(text);
      return text;
    }
  }
}
