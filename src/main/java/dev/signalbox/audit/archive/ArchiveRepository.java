package dev.signalbox.audit.archive;

import dev.signalbox.audit.seal.ManifestMacs;
import dev.signalbox.coordination.DatabaseTime;
import dev.signalbox.remote.RemoteSystem;
import dev.signalbox.remote.RemoteSystemException;
import java.security.MessageDigest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Stores and reads the records of archived months. SQL, because months are aggregated over three
 * tables and dropped by a function of the database.
 */
@Component
class ArchiveRepository {

  private final JdbcClient database;
  private final ManifestMacs macs;
  private final JsonMapper json;
  private final Clock clock;

  ArchiveRepository(JdbcClient database, ManifestMacs macs, JsonMapper json, Clock clock) {
    this.database = database;
    this.macs = macs;
    this.json = json;
    this.clock = clock;
  }

  /**
   * The record of an archived part.
   *
   * @param text the JSON of the manifest, as written
   * @param isAuthentic whether the MAC is valid, so that only Signalbox can have written it
   */
  record ArchivedPart(Manifest manifest, Instant at, String text, boolean isAuthentic) {}

  /**
   * The numbers of events of a month.
   *
   * @param events sealed events
   * @param archived sealed events that are in archive files
   * @param dropped archived events that were removed from the database
   */
  record ArchiveMonth(YearMonth month, long events, long archived, long dropped) {

    boolean isArchived() {
      return archived >= events;
    }

    boolean isDropped() {
      return dropped > 0 && dropped >= archived;
    }
  }

  /** The last failure of archiving. */
  record Failure(Instant since, Instant last, String tried, String response, String advice) {}

  /** Returns the months that have events, newest first. */
  List<ArchiveMonth> months() {
    return database
        .sql(
            """
            select counted.month, counted.events,
              (select coalesce(sum(events), 0) from audit_archive a where a.month = counted.month)
                as archived,
              (select coalesce(sum(events), 0) from audit_dropped d where d.month = counted.month)
                as dropped
            from (
              select date_trunc('month', hour at time zone 'UTC')::date as month,
                sum(events) as events
              from audit_count group by 1) counted
            order by counted.month desc
            """)
        .query(
            (row, number) ->
                new ArchiveMonth(
                    YearMonth.from(row.getObject("month", LocalDate.class)),
                    row.getLong("events"),
                    row.getLong("archived"),
                    row.getLong("dropped")))
        .list();
  }

  /** Returns all parts, oldest month first. */
  List<ArchivedPart> parts() {
    return database
        .sql("select * from audit_archive order by month, part")
        .query(this::toPart)
        .list();
  }

  private ArchivedPart toPart(ResultSet row, int number) throws SQLException {
    LocalDate month = row.getObject("month", LocalDate.class);
    String text = row.getString("manifest");
    byte[] mac = macs.of(month, row.getInt("part"), row.getLong("events"), text);
    try {
      return new ArchivedPart(
          json.readValue(text, Manifest.class),
          DatabaseTime.instant(row, "archived_at"),
          text,
          MessageDigest.isEqual(mac, row.getBytes("mac")));
    } catch (JacksonException e) {
      throw new RemoteSystemException.Unexpected(
          RemoteSystem.STORAGE,
          "read the record of part %d of %s".formatted(row.getInt("part"), YearMonth.from(month)),
          "invalid manifest: " + e.getOriginalMessage(),
          "Open Audit log › Integrity to see what was changed outside Signalbox.",
          e);
    }
  }

  List<ArchivedPart> parts(YearMonth month) {
    return parts().stream().filter(part -> part.manifest().month().equals(month)).toList();
  }

  /** Returns the JSON of a manifest, as stored in the database and in the storage. */
  String text(Manifest manifest) {
    return json.writeValueAsString(manifest);
  }

  void add(Manifest manifest) {
    String text = text(manifest);
    LocalDate month = manifest.month().atDay(1);
    database
        .sql(
            """
            insert into audit_archive values
              (:month, :part, :firstSeal, :lastSeal, :events, :manifest, :mac, :at)
            """)
        .param("month", month)
        .param("part", manifest.part())
        .param("firstSeal", manifest.firstSeal())
        .param("lastSeal", manifest.lastSeal())
        .param("events", manifest.events())
        .param("manifest", text)
        .param("mac", macs.of(month, manifest.part(), manifest.events(), text))
        .param("at", DatabaseTime.utc(clock.instant()))
        .update();
  }

  /** Removes a month from the database and returns its number of events. */
  long drop(YearMonth month) {
    return database
        .sql("select audit_drop_month(:month, :at)")
        .param("month", month.atDay(1))
        .param("at", DatabaseTime.utc(clock.instant()))
        .query(Long.class)
        .single();
  }

  /** Returns the last failure, or empty while archiving works. Cheap: every page calls it. */
  Optional<Failure> failure() {
    return database
        .sql("select since, last_at, tried, answered, advice from audit_archive_failure")
        .query(
            (row, number) ->
                new Failure(
                    DatabaseTime.instant(row, "since"),
                    DatabaseTime.instant(row, "last_at"),
                    row.getString("tried"),
                    row.getString("answered"),
                    row.getString("advice")))
        .optional();
  }

  void recordFailure(String tried, String answered, String advice) {
    database
        .sql(
            """
            insert into audit_archive_failure (since, last_at, tried, answered, advice)
            values (:at, :at, :tried, :answered, :advice)
            on conflict (one) do update set last_at = excluded.last_at, tried = excluded.tried,
              answered = excluded.answered, advice = excluded.advice
            """)
        .param("at", DatabaseTime.utc(clock.instant()))
        .param("tried", tried)
        .param("answered", answered)
        .param("advice", advice)
        .update();
  }

  void clearFailure() {
    database.sql("delete from audit_archive_failure").update();
  }
}
