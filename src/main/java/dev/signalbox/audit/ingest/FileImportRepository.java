package dev.signalbox.audit.ingest;

import dev.signalbox.audit.Actor;
import dev.signalbox.audit.ingest.IngestJson.Line;
import dev.signalbox.coordination.DatabaseTime;
import dev.signalbox.coordination.InstanceNotifier;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Stores the imports of files. SQL, because a chunk is counted by one conditional update that adds
 * to the counts and appends to an array.
 */
@Component
class FileImportRepository {

  private static final int MAX_LISTED = 100;

  private final JdbcClient database;
  private final InstanceNotifier notifier;
  private final Clock clock;

  FileImportRepository(JdbcClient database, InstanceNotifier notifier, Clock clock) {
    this.database = database;
    this.notifier = notifier;
    this.clock = clock;
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

  /** Finds the unfinished import of the same file by the same user. */
  Optional<FileImport> findOpen(Actor actor, FileKey file) {
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

  FileImport add(Actor actor, FileKey file) {
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
        .param("now", DatabaseTime.utc(clock.instant()))
        .update();
    notifier.publishChange("imports");
    return find(id).orElseThrow();
  }

  /**
   * Advances an import and adds its counts.
   *
   * @return false if the position has changed meanwhile
   */
  boolean advance(FileImport file, long to, long lines, IngestJson counts, boolean last) {
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
            .param("now", DatabaseTime.utc(clock.instant()))
            .param("ended", last ? DatabaseTime.utc(clock.instant()) : null)
            .param("id", file.id())
            .param("from", file.position())
            .update();
    notifier.publishChange("imports");
    return changed == 1;
  }

  private static String[] reasons(FileImport file, IngestJson counts) {
    Stream<Line> listed = counts.rejected().stream().limit(MAX_LISTED);
    return listed
        .map(line -> "Line %,d: %s".formatted(file.lines() + line.line(), line.reason()))
        .toArray(String[]::new);
  }
}
