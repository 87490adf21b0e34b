package dev.signalbox.audit.ingest;

import dev.signalbox.audit.Actor;
import dev.signalbox.audit.AuditLog;
import dev.signalbox.audit.CurrentActor;
import dev.signalbox.audit.Target;
import dev.signalbox.audit.ingest.IngestJson.Line;
import dev.signalbox.coordination.DatabaseLock;
import dev.signalbox.coordination.InstanceNotifier;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Imports JSON Lines files in chunks, and gzip files and JSON arrays in one chunk. The position is
 * stored and a repeated chunk adds nothing, so an interrupted import can be resumed. SQL, because a
 * chunk is counted by one conditional update that adds to the counts and appends to an array.
 */
@Component
class FileImportService {

  /** Maximum bytes of a chunk, and so of a line. */
  static final int MAX_CHUNK_BYTES = 4 << 20;

  private static final int MAX_LISTED = 100;

  private final JdbcClient database;
  private final TransactionTemplate transaction;
  private final DatabaseLock lock;
  private final IngestService ingest;
  private final AuditLog audit;
  private final CurrentActor actors;
  private final InstanceNotifier notifier;
  private final Clock clock;

  FileImportService(
      JdbcClient database,
      TransactionTemplate transaction,
      DatabaseLock lock,
      IngestService ingest,
      AuditLog audit,
      CurrentActor actors,
      InstanceNotifier notifier,
      Clock clock) {
    this.database = database;
    this.transaction = transaction;
    this.lock = lock;
    this.ingest = ingest;
    this.audit = audit;
    this.actors = actors;
    this.notifier = notifier;
    this.clock = clock;
  }

  /** Starts an import, or resumes the unfinished import of the same file by the same user. */
  FileImport start(FileKey file) {
    Actor actor = actors.actor();
    return Objects.requireNonNull(
        transaction.execute(
            status -> {
              // concurrent calls for one file share one import
              lock.acquire(DatabaseLock.Name.AUDIT_IMPORTS, "%s %s".formatted(actor.id(), file));
              return open(actor, file).orElseGet(() -> insert(actor, file));
            }));
  }

  Optional<FileImport> find(UUID id) {
    return database
        .sql("select * from audit_import where id = :id")
        .param("id", id)
        .query(FileImport::of)
        .optional();
  }

  List<FileImport> recent(int limit) {
    return database
        .sql("select * from audit_import order by started_at desc limit :limit")
        .param("limit", limit)
        .query(FileImport::of)
        .list();
  }

  /**
   * Imports the complete lines of a chunk, or all lines of the last chunk of a file.
   *
   * @param position the offset of the chunk in the file
   */
  ChunkOutcome importChunk(UUID id, long position, byte[] chunk) {
    @Nullable FileImport file = find(id).orElse(null);
    if (file == null) {
      return new ChunkOutcome.Unknown();
    }
    if (position != file.position() || file.endedAt() != null) {
      return new ChunkOutcome.WrongPosition(file);
    }
    boolean last = position + chunk.length >= file.size();
    if (position == 0 && !IngestBody.isSplittable(chunk)) {
      return last ? importOnlyChunk(file, chunk) : new ChunkOutcome.NotSplittable();
    }
    int length = last ? chunk.length : endOfLastLine(chunk);
    if (length == 0 && chunk.length > 0) {
      return new ChunkOutcome.IncompleteLine();
    }
    IngestBody.ChunkLines lines = IngestBody.readChunk(chunk, length);
    IngestJson counts = ingest.ingest(lines.content());
    boolean advanced =
        Boolean.TRUE.equals(
            transaction.execute(
                status -> advance(file, position + length, lines.count(), counts, last)));
    FileImport now = find(id).orElseThrow();
    return advanced ? new ChunkOutcome.Accepted(now) : new ChunkOutcome.WrongPosition(now);
  }

  private ChunkOutcome importOnlyChunk(FileImport file, byte[] chunk) {
    return switch (IngestBody.readFile(chunk)) {
      case IngestBody.Content.Lines lines ->
          importAll(file, lines)
              ? new ChunkOutcome.Accepted(find(file.id()).orElseThrow())
              : new ChunkOutcome.WrongPosition(find(file.id()).orElseThrow());
      case IngestBody.Content.TooLong tooLong -> new ChunkOutcome.TooLarge();
      case IngestBody.Content.Unreadable unreadable -> new ChunkOutcome.InvalidGzip();
    };
  }

  /**
   * Imports a complete file.
   *
   * @return the import with its counts, or empty if the file is being uploaded already
   */
  Optional<FileImport> importWhole(FileKey key, IngestBody.Content.Lines lines) {
    FileImport file = start(key);
    return importAll(file, lines) ? find(file.id()) : Optional.empty();
  }

  /** Imports all events of a file and returns whether this call finished the import. */
  private boolean importAll(FileImport file, IngestBody.Content.Lines lines) {
    IngestJson counts = ingest.ingest(lines);
    return Boolean.TRUE.equals(
        transaction.execute(
            status -> advance(file, file.size(), lines.lines().size(), counts, true)));
  }

  private Optional<FileImport> open(Actor actor, FileKey file) {
    return database
        .sql(
            "select * from audit_import where account = :account and name = :name"
                + " and size = :size and version = :version and ended_at is null"
                + " order by started_at desc limit 1")
        .param("account", actor.id())
        .param("name", file.name())
        .param("size", file.size())
        .param("version", file.version())
        .query(FileImport::of)
        .optional();
  }

  private FileImport insert(Actor actor, FileKey file) {
    UUID id = UUID.randomUUID();
    database
        .sql(
            """
            insert into audit_import
              (id, account, account_name, name, size, version, started_at, seen_at)
            values (:id, :account, :accountName, :name, :size, :version, :now, :now)
            """)
        .param("id", id)
        .param("account", actor.id())
        .param("accountName", actor.name())
        .param("name", file.name())
        .param("size", file.size())
        .param("version", file.version())
        .param("now", now())
        .update();
    audit.record(
        "audit_log.import.started",
        target(id, file.name()),
        Map.of("file", file.name(), "bytes", file.size()));
    notifier.publishChange("imports");
    return find(id).orElseThrow();
  }

  private boolean advance(FileImport file, long to, long lines, IngestJson counts, boolean last) {
    int changed =
        database
            .sql(
                """
                update audit_import set position = :to, lines = lines + :lines,
                  stored = stored + :stored, duplicates = duplicates + :duplicates,
                  rejected = rejected + :rejected,
                  first_rejected = (first_rejected || :reasons::text[])[1 : :max],
                  seen_at = :now, ended_at = :ended
                where id = :id and position = :from
                """)
            .param("to", to)
            .param("lines", lines)
            .param("stored", counts.stored())
            .param("duplicates", counts.duplicates())
            .param("rejected", counts.rejected().size())
            .param("reasons", reasons(file, counts))
            .param("max", MAX_LISTED)
            .param("now", now())
            .param("ended", last ? now() : null)
            .param("id", file.id())
            .param("from", file.position())
            .update();
    // otherwise the same chunk was sent twice concurrently: stored once, counted once
    if (changed == 1 && last) {
      FileImport finished = find(file.id()).orElseThrow();
      audit.record(
          "audit_log.imported",
          target(file.id(), file.name()),
          Map.of(
              "file", file.name(),
              "stored", finished.stored(),
              "duplicates", finished.duplicates(),
              "rejected", finished.rejected()));
    }
    notifier.publishChange("imports");
    return changed == 1;
  }

  private static String[] reasons(FileImport file, IngestJson counts) {
    Stream<Line> listed = counts.rejected().stream().limit(MAX_LISTED);
    return listed
        .map(line -> "Line %,d: %s".formatted(file.lines() + line.line(), line.reason()))
        .toArray(String[]::new);
  }

  private static int endOfLastLine(byte[] chunk) {
    for (int at = chunk.length; at > 0; at--) {
      if (chunk[at - 1] == '\n') {
        return at;
      }
    }
    return 0;
  }

  private static Target target(UUID id, String name) {
    return new Target("file", id.toString(), name);
  }

  private OffsetDateTime now() {
    return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
  }
}
