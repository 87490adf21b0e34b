package dev.signalbox.audit.archive;

import dev.signalbox.audit.seal.ManifestMacs;
import dev.signalbox.outside.OutsideWorldException;
import java.security.MessageDigest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** What is known about archived months. */
@Component
class Archives {

  private final JdbcClient database;
  private final ManifestMacs macs;
  private final JsonMapper json;
  private final Clock clock;

  Archives(JdbcClient database, ManifestMacs macs, JsonMapper json, Clock clock) {
    this.database = database;
    this.macs = macs;
    this.json = json;
    this.clock = clock;
  }

  /**
   * A part as it was written down.
   *
   * @param text the manifest's own, as it was made then
   * @param ours whether only this console can have written it
   */
  record Written(Manifest manifest, Instant at, String text, boolean ours) {}

  /**
   * How the events of a month are spread.
   *
   * @param events how many were sealed, ever
   * @param archived how many of them are in files
   * @param dropped how many of them are in files alone
   */
  record Month(YearMonth month, long events, long archived, long dropped) {

    boolean isArchived() {
      return archived >= events;
    }

    boolean isDropped() {
      return dropped > 0 && dropped >= archived;
    }
  }

  /** Why it does not go on. */
  record Failure(Instant since, Instant last, String tried, String answered, String advice) {}

  /** Every month that has events, the newest first. */
  List<Month> months() {
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
                new Month(
                    YearMonth.from(row.getObject("month", LocalDate.class)),
                    row.getLong("events"),
                    row.getLong("archived"),
                    row.getLong("dropped")))
        .list();
  }

  /** Every part, oldest month first. */
  List<Written> parts() {
    return database
        .sql("select * from audit_archive order by month, part")
        .query(this::written)
        .list();
  }

  private Written written(ResultSet row, int number) throws SQLException {
    LocalDate month = row.getObject("month", LocalDate.class);
    String text = row.getString("manifest");
    byte[] mac = macs.of(month, row.getInt("part"), row.getLong("events"), text);
    try {
      return new Written(
          json.readValue(text, Manifest.class),
          row.getObject("archived_at", OffsetDateTime.class).toInstant(),
          text,
          MessageDigest.isEqual(mac, row.getBytes("mac")));
    } catch (JacksonException e) {
      throw new OutsideWorldException.Unexpected(
          "read what the database says of part %d of %s"
              .formatted(row.getInt("part"), YearMonth.from(month)),
          "it is no manifest: " + e.getOriginalMessage(),
          "look at the page Proof, which names what was changed past the console",
          e);
    }
  }

  List<Written> parts(YearMonth month) {
    return parts().stream().filter(part -> part.manifest().month().equals(month)).toList();
  }

  /** The text of a manifest, as it is kept in both places. */
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
        .param("at", now())
        .update();
  }

  /** Takes the month out of the database; answers how many events that were. */
  long drop(YearMonth month) {
    return database
        .sql("select audit_drop_month(:month, :at)")
        .param("month", month.atDay(1))
        .param("at", now())
        .query(Long.class)
        .single();
  }

  /** Whether it goes on; one short read, for every page asks. */
  boolean works() {
    return database
        .sql("select not exists (select from audit_archive_failure)")
        .query(Boolean.class)
        .single();
  }

  Optional<Failure> failure() {
    return database
        .sql("select since, last_at, tried, answered, advice from audit_archive_failure")
        .query(
            (row, number) ->
                new Failure(
                    row.getObject("since", OffsetDateTime.class).toInstant(),
                    row.getObject("last_at", OffsetDateTime.class).toInstant(),
                    row.getString("tried"),
                    row.getString("answered"),
                    row.getString("advice")))
        .optional();
  }

  void failed(String tried, String answered, String advice) {
    database
        .sql(
            """
            insert into audit_archive_failure (since, last_at, tried, answered, advice)
            values (:at, :at, :tried, :answered, :advice)
            on conflict (one) do update set last_at = excluded.last_at, tried = excluded.tried,
              answered = excluded.answered, advice = excluded.advice
            """)
        .param("at", now())
        .param("tried", tried)
        .param("answered", answered)
        .param("advice", advice)
        .update();
  }

  void succeeded() {
    database.sql("delete from audit_archive_failure").update();
  }

  private OffsetDateTime now() {
    return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
  }
}
