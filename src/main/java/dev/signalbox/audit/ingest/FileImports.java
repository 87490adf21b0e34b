package dev.signalbox.audit.ingest;

import dev.signalbox.audit.Actor;
import dev.signalbox.audit.AuditLog;
import dev.signalbox.audit.CurrentActor;
import dev.signalbox.audit.Target;
import dev.signalbox.audit.ingest.IngestJson.Line;
import dev.signalbox.live.Bulletin;
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
 * Takes files of one event a line into the log, piece by piece. How far a file came is kept, and a
 * piece that comes twice adds nothing, so whatever breaks off simply goes on.
 */
@Component
class FileImports {

  /** Bytes of a piece; an event is never longer. */
  static final int LONGEST_PIECE = 4 << 20;

  private static final int MOST_TOLD = 100;

  private final JdbcClient database;
  private final TransactionTemplate transaction;
  private final Ingest ingest;
  private final AuditLog audit;
  private final CurrentActor actors;
  private final Bulletin bulletin;
  private final Clock clock;

  FileImports(
      JdbcClient database,
      TransactionTemplate transaction,
      Ingest ingest,
      AuditLog audit,
      CurrentActor actors,
      Bulletin bulletin,
      Clock clock) {
    this.database = database;
    this.transaction = transaction;
    this.ingest = ingest;
    this.audit = audit;
    this.actors = actors;
    this.bulletin = bulletin;
    this.clock = clock;
  }

  /** Begins with a file, or goes on with the same one that the person did not end. */
  FileImport begin(FileKey file) {
    Actor actor = actors.actor();
    return Objects.requireNonNull(
        transaction.execute(
            status -> {
              // two who begin at the same moment go on with one import
              database
                  .sql("select pg_advisory_xact_lock(hashtext(:file))")
                  .param("file", "import %s %s".formatted(actor.id(), file))
                  .query(row -> {});
              return open(actor, file).orElseGet(() -> start(actor, file));
            }));
  }

  Optional<FileImport> find(UUID id) {
    return database
        .sql("select * from audit_import where id = :id")
        .param("id", id)
        .query(FileImport::of)
        .optional();
  }

  List<FileImport> recent(int most) {
    return database
        .sql("select * from audit_import order by started_at desc limit :most")
        .param("most", most)
        .query(FileImport::of)
        .list();
  }

  /**
   * Takes the lines of a piece that are complete; of the last piece of a file all of them.
   *
   * @param position where in the file the piece begins
   */
  PieceOutcome take(UUID id, long position, byte[] piece) {
    @Nullable FileImport file = find(id).orElse(null);
    if (file == null) {
      return new PieceOutcome.Unknown();
    }
    if (position != file.position() || file.endedAt() != null) {
      return new PieceOutcome.Elsewhere(file);
    }
    boolean last = position + piece.length >= file.size();
    int length = last ? piece.length : endOfLastLine(piece);
    if (length == 0 && piece.length > 0) {
      return new PieceOutcome.NoLine();
    }
    IngestBody.Pieces lines = IngestBody.piece(piece, length);
    IngestJson counts = ingest.take(lines.content());
    boolean moved =
        Boolean.TRUE.equals(
            transaction.execute(
                status -> moved(file, position + length, lines.count(), counts, last)));
    FileImport now = find(id).orElseThrow();
    return moved ? new PieceOutcome.Taken(now) : new PieceOutcome.Elsewhere(now);
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

  private FileImport start(Actor actor, FileKey file) {
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
    bulletin.changed("imports");
    return find(id).orElseThrow();
  }

  private boolean moved(FileImport file, long to, long lines, IngestJson counts, boolean last) {
    int changed =
        database
            .sql(
                """
                update audit_import set position = :to, lines = lines + :lines,
                  stored = stored + :stored, duplicates = duplicates + :duplicates,
                  rejected = rejected + :rejected,
                  first_rejected = (first_rejected || :reasons::text[])[1 : :most],
                  seen_at = :now, ended_at = :ended
                where id = :id and position = :from
                """)
            .param("to", to)
            .param("lines", lines)
            .param("stored", counts.stored())
            .param("duplicates", counts.duplicates())
            .param("rejected", counts.rejected().size())
            .param("reasons", reasons(file, counts))
            .param("most", MOST_TOLD)
            .param("now", now())
            .param("ended", last ? now() : null)
            .param("id", file.id())
            .param("from", file.position())
            .update();
    // otherwise the same piece came twice at once; both stored nothing twice, one is counted
    if (changed == 1 && last) {
      FileImport all = find(file.id()).orElseThrow();
      audit.record(
          "audit_log.imported",
          target(file.id(), file.name()),
          Map.of(
              "file", file.name(),
              "stored", all.stored(),
              "duplicates", all.duplicates(),
              "rejected", all.rejected()));
    }
    bulletin.changed("imports");
    return changed == 1;
  }

  private static String[] reasons(FileImport file, IngestJson counts) {
    Stream<Line> told = counts.rejected().stream().limit(MOST_TOLD);
    return told.map(line -> "Line %,d: %s".formatted(file.lines() + line.line(), line.reason()))
        .toArray(String[]::new);
  }

  private static int endOfLastLine(byte[] piece) {
    for (int at = piece.length; at > 0; at--) {
      if (piece[at - 1] == '\n') {
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
