package dev.signalbox.audit.ingest;

import dev.signalbox.audit.Actor;
import dev.signalbox.audit.AuditLog;
import dev.signalbox.audit.CurrentActor;
import dev.signalbox.audit.Target;
import dev.signalbox.coordination.DatabaseLock;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Imports JSON Lines files in chunks, and gzip files and JSON arrays in one chunk. The position is
 * stored and a repeated chunk adds nothing, so an interrupted import can be resumed.
 */
@Component
class FileImportService {

  /** Maximum bytes of a chunk, and so of a line. */
  static final int MAX_CHUNK_BYTES = 4 << 20;

  private final FileImportRepository imports;
  private final TransactionTemplate transaction;
  private final DatabaseLock lock;
  private final IngestService ingest;
  private final AuditLog audit;
  private final CurrentActor actors;

  FileImportService(
      FileImportRepository imports,
      TransactionTemplate transaction,
      DatabaseLock lock,
      IngestService ingest,
      AuditLog audit,
      CurrentActor actors) {
    this.imports = imports;
    this.transaction = transaction;
    this.lock = lock;
    this.ingest = ingest;
    this.audit = audit;
    this.actors = actors;
  }

  /** Starts an import, or resumes the unfinished import of the same file by the same user. */
  FileImport start(FileKey file) {
    Actor actor = actors.actor();
    return Objects.requireNonNull(
        transaction.execute(
            status -> {
              // concurrent calls for one file share one import
              lock.acquire(DatabaseLock.Name.AUDIT_IMPORTS, "%s %s".formatted(actor.id(), file));
              return imports.findOpen(actor, file).orElseGet(() -> open(actor, file));
            }));
  }

  /**
   * Imports the complete lines of a chunk, or all lines of the last chunk of a file.
   *
   * @param position the offset of the chunk in the file
   */
  ChunkOutcome importChunk(UUID id, long position, byte[] chunk) {
    @Nullable FileImport file = imports.find(id).orElse(null);
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
    FileImport now = imports.find(id).orElseThrow();
    return advanced ? new ChunkOutcome.Accepted(now) : new ChunkOutcome.WrongPosition(now);
  }

  private ChunkOutcome importOnlyChunk(FileImport file, byte[] chunk) {
    return switch (IngestBody.readFile(chunk)) {
      case IngestBody.Content.Lines lines ->
          importAll(file, lines)
              ? new ChunkOutcome.Accepted(imports.find(file.id()).orElseThrow())
              : new ChunkOutcome.WrongPosition(imports.find(file.id()).orElseThrow());
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
    return importAll(file, lines) ? imports.find(file.id()) : Optional.empty();
  }

  /** Imports all events of a file and returns whether this call finished the import. */
  private boolean importAll(FileImport file, IngestBody.Content.Lines lines) {
    IngestJson counts = ingest.ingest(lines);
    return Boolean.TRUE.equals(
        transaction.execute(
            status -> advance(file, file.size(), lines.lines().size(), counts, true)));
  }

  private FileImport open(Actor actor, FileKey file) {
    FileImport started = imports.add(actor, file);
    audit.record(
        "audit_log.import.started",
        target(started),
        Map.of("file", file.name(), "bytes", file.size()));
    return started;
  }

  private boolean advance(FileImport file, long to, long lines, IngestJson counts, boolean last) {
    boolean advanced = imports.advance(file, to, lines, counts, last);
    // otherwise the same chunk was sent twice concurrently: stored once, counted once
    if (advanced && last) {
      FileImport finished = imports.find(file.id()).orElseThrow();
      audit.record(
          "audit_log.imported",
          target(file),
          Map.of(
              "file", file.name(),
              "stored", finished.stored(),
              "duplicates", finished.duplicates(),
              "rejected", finished.rejected()));
    }
    return advanced;
  }

  private static int endOfLastLine(byte[] chunk) {
    for (int at = chunk.length; at > 0; at--) {
      if (chunk[at - 1] == '\n') {
        return at;
      }
    }
    return 0;
  }

  private static Target target(FileImport file) {
    return new Target("file", file.id().toString(), file.name());
  }
}
