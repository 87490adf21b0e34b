package dev.signalbox.audit.export;

import dev.signalbox.audit.Actor;
import dev.signalbox.audit.AuditLog;
import dev.signalbox.audit.NewEvent;
import dev.signalbox.audit.Target;
import dev.signalbox.live.Bulletin;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The downloads: each is noted while it runs, and an event once it has ended, however it ended. */
@Component
class Exports {

  /** An instance that says nothing for so long is gone. */
  static final Duration SILENCE = Duration.ofSeconds(30);

  private static final String DOWNLOADED = "audit_log.downloaded";

  private final JdbcClient database;
  private final AuditLog audit;
  private final Bulletin bulletin;
  private final Clock clock;
  private final Set<Export> running = ConcurrentHashMap.newKeySet();

  Exports(JdbcClient database, AuditLog audit, Bulletin bulletin, Clock clock) {
    this.database = database;
    this.audit = audit;
    this.bulletin = bulletin;
    this.clock = clock;
  }

  /**
   * Notes that a download begins, unless its person has enough of them running, here or in another
   * instance. One whose instance said nothing for long does not count.
   */
  @Transactional
  public boolean begin(Export export, int mostOfOne) {
    if (running(export.actor()) >= mostOfOne) {
      return false;
    }
    database
        .sql(
            """
            insert into audit_export
              (id, account, account_name, file, filter, expected, started_at, seen_at)
            values (:id, :account, :name, :file, :filter, 0, :now, :now)
            """)
        .param("id", export.id())
        .param("account", export.actor().id())
        .param("name", export.actor().name())
        .param("file", export.format().ending())
        .param("filter", export.filter())
        .param("now", now())
        .update();
    running.add(export);
    bulletin.changed("exports");
    return true;
  }

  /** Counted by one instance at a time, which has written its own down before the next counts. */
  private long running(Actor person) {
    database
        .sql("select pg_advisory_xact_lock(hashtextextended(:place, 0))")
        .param("place", "audit_export of " + person.id())
        .query(row -> {});
    return database
        .sql(
            """
            select count(*) from audit_export
            where account = :account and ended_at is null and seen_at >= :silent
            """)
        .param("account", person.id())
        .param("silent", silent())
        .query(Long.class)
        .single();
  }

  /** Notes how many events it will be about, once that is known. */
  void expect(Export export, long events) {
    database
        .sql("update audit_export set expected = :events where id = :id")
        .param("events", events)
        .param("id", export.id())
        .update();
  }

  /** Writes the event of a download that sent everything; it is the last line of the file. */
  @Transactional
  public NewEvent done(Export export, String sha256) {
    Map<String, Object> payload = payload(export);
    payload.put("sha256", sha256);
    if (!end(export, null)) {
      throw new IllegalStateException("Another instance took this download for broken off.");
    }
    return audit.record(DOWNLOADED, target(export.id()), true, payload);
  }

  /** Writes the event of a download that broke off. */
  @Transactional
  public void brokenOff(Export export, String why) {
    Map<String, Object> payload = payload(export);
    payload.put("reason", why);
    // it may have ended well, but for its last line: then that is written down already
    if (end(export, why)) {
      audit.record(DOWNLOADED, target(export.id()), false, payload);
    }
  }

  /** No longer counts as running here, though nothing could be written about its end. */
  void leave(Export export) {
    running.remove(export);
  }

  /** The downloads of the last days, newest first. */
  List<ExportRow> recent(int most) {
    return database
        .sql("select * from audit_export order by started_at desc limit :most")
        .param("most", most)
        .query(ExportRow::of)
        .list();
  }

  @Scheduled(fixedDelayString = "PT2S")
  void noteProgress() {
    running.forEach(
        export ->
            database
                .sql(
                    "update audit_export set events = :events, bytes = :bytes, seen_at = :now"
                        + " where id = :id and ended_at is null")
                .param("events", export.events())
                .param("bytes", export.bytes())
                .param("now", now())
                .param("id", export.id())
                .update());
    if (!running.isEmpty()) {
      bulletin.changed("exports");
    }
  }

  /** Ends what an instance left behind that is gone. */
  @Scheduled(fixedDelayString = "PT30S")
  @Transactional
  public void sweep() {
    String why = "The instance that sent it is gone.";
    database
        .sql(
            "update audit_export set ended_at = :now, failure = :why"
                + " where ended_at is null and seen_at < :silent returning *")
        .param("now", now())
        .param("why", why)
        .param("silent", silent())
        .query(ExportRow::of)
        .list()
        .forEach(
            row ->
                audit.record(
                    new Actor("user", row.account(), row.accountName()),
                    DOWNLOADED,
                    target(row.id()),
                    false,
                    Map.of(
                        "file", row.file(),
                        "filter", row.filter(),
                        "events", row.events(),
                        "reason", why)));
  }

  /** Whether it had not ended before. */
  private boolean end(Export export, @Nullable String failure) {
    running.remove(export);
    int ended =
        database
            .sql(
                "update audit_export set events = :events, bytes = :bytes, seen_at = :now,"
                    + " ended_at = :now, failure = :failure where id = :id and ended_at is null")
            .param("events", export.events())
            .param("bytes", export.bytes())
            .param("now", now())
            .param("failure", failure)
            .param("id", export.id())
            .update();
    bulletin.changed("exports");
    return ended == 1;
  }

  private static Map<String, Object> payload(Export export) {
    Map<String, Object> payload = new LinkedHashMap<>();
    payload.put("file", export.format().ending());
    payload.put("filter", export.filter());
    payload.put("events", export.events());
    payload.put("bytes", export.bytes());
    if (!export.leftOut().isEmpty()) {
      payload.put("left_out", export.leftOut().stream().map(YearMonth::toString).toList());
    }
    return payload;
  }

  private static Target target(UUID id) {
    return Target.of("download", id.toString(), "audit log");
  }

  private OffsetDateTime silent() {
    return now().minus(SILENCE);
  }

  private OffsetDateTime now() {
    return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
  }

  /** A download as the table has it. */
  record ExportRow(
      UUID id,
      String account,
      @Nullable String accountName,
      String file,
      String filter,
      long expected,
      Instant startedAt,
      long events,
      long bytes,
      @Nullable Instant endedAt,
      @Nullable String failure) {

    static ExportRow of(ResultSet row, int number) throws SQLException {
      OffsetDateTime ended = row.getObject("ended_at", OffsetDateTime.class);
      return new ExportRow(
          row.getObject("id", UUID.class),
          row.getString("account"),
          row.getString("account_name"),
          row.getString("file"),
          row.getString("filter"),
          row.getLong("expected"),
          row.getObject("started_at", OffsetDateTime.class).toInstant(),
          row.getLong("events"),
          row.getLong("bytes"),
          ended == null ? null : ended.toInstant(),
          row.getString("failure"));
    }
  }
}
