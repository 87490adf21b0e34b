package dev.signalbox.audit.export;

import dev.signalbox.audit.Actor;
import dev.signalbox.audit.AuditLog;
import dev.signalbox.audit.NewEvent;
import dev.signalbox.audit.Target;
import dev.signalbox.coordination.DatabaseLock;
import dev.signalbox.coordination.DatabaseTime;
import dev.signalbox.coordination.InstanceNotifier;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.YearMonth;
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

/**
 * Records exports: a row while one runs, and an audit event when it ends or fails. SQL, because
 * progress is written by conditional updates of single columns, and exports of dead instances are
 * ended with {@code returning}.
 */
@Component
class ExportRepository {

  /** Time without a progress update after which the instance of an export counts as dead. */
  static final Duration INSTANCE_TIMEOUT = Duration.ofSeconds(30);

  private static final String DOWNLOADED = "audit_log.downloaded";

  private final JdbcClient database;
  private final DatabaseLock lock;
  private final AuditLog audit;
  private final InstanceNotifier notifier;
  private final Clock clock;
  private final Set<Export> running = ConcurrentHashMap.newKeySet();

  ExportRepository(
      JdbcClient database,
      DatabaseLock lock,
      AuditLog audit,
      InstanceNotifier notifier,
      Clock clock) {
    this.database = database;
    this.lock = lock;
    this.audit = audit;
    this.notifier = notifier;
    this.clock = clock;
  }

  /**
   * Records the start of an export, unless the user has reached the limit across all instances.
   * Exports of dead instances do not count.
   */
  @Transactional
  public boolean tryStart(Export export, int maxPerUser) {
    if (countRunning(export.actor()) >= maxPerUser) {
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
        .param("file", export.format().extension())
        .param("filter", export.filter())
        .param("now", now())
        .update();
    running.add(export);
    notifier.publishChange("exports");
    return true;
  }

  /** Counts the running exports of a user, under a lock that is held until the commit. */
  private long countRunning(Actor user) {
    lock.acquire(DatabaseLock.Name.AUDIT_EXPORTS, user.id());
    return database
        .sql(
            """
            select count(*) from audit_export
            where account = :account and ended_at is null and seen_at >= :threshold
            """)
        .param("account", user.id())
        .param("threshold", timeoutThreshold())
        .query(Long.class)
        .single();
  }

  /** Records the estimated number of events. */
  void recordEstimate(Export export, long events) {
    database
        .sql("update audit_export set expected = :events where id = :id")
        .param("events", events)
        .param("id", export.id())
        .update();
  }

  /** Writes the event of a complete export, which is also the last line of the file. */
  @Transactional
  public NewEvent recordSuccess(Export export, String sha256) {
    Map<String, Object> payload = payload(export);
    payload.put("sha256", sha256);
    if (!end(export, null)) {
      throw new IllegalStateException("Another instance has recorded this export as interrupted.");
    }
    return audit.record(DOWNLOADED, target(export.id()), true, payload);
  }

  /** Writes the event of an interrupted export. */
  @Transactional
  public void recordFailure(Export export, String why) {
    Map<String, Object> payload = payload(export);
    payload.put("reason", why);
    // if only the last line could not be sent, the success is already recorded
    if (end(export, why)) {
      audit.record(DOWNLOADED, target(export.id()), false, payload);
    }
  }

  /** Stops progress updates of an export, even if its end could not be recorded. */
  void stopTracking(Export export) {
    running.remove(export);
  }

  /** Returns the most recent exports, newest first. */
  List<ExportRow> recent(int limit) {
    return database
        .sql("select * from audit_export order by started_at desc limit :limit")
        .param("limit", limit)
        .query(ExportRow::of)
        .list();
  }

  @Scheduled(fixedDelayString = "PT2S")
  void recordProgress() {
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
      notifier.publishChange("exports");
    }
  }

  /** Ends the exports of dead instances. */
  @Scheduled(fixedDelayString = "PT30S")
  @Transactional
  public void sweep() {
    String why = "The Signalbox instance stopped.";
    database
        .sql(
            "update audit_export set ended_at = :now, failure = :why"
                + " where ended_at is null and seen_at < :threshold returning *")
        .param("now", now())
        .param("why", why)
        .param("threshold", timeoutThreshold())
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

  /** Ends an export and returns whether it was running. */
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
    notifier.publishChange("exports");
    return ended == 1;
  }

  private static Map<String, Object> payload(Export export) {
    Map<String, Object> payload = new LinkedHashMap<>();
    payload.put("file", export.format().extension());
    payload.put("filter", export.filter());
    payload.put("events", export.events());
    payload.put("bytes", export.bytes());
    if (!export.skippedMonths().isEmpty()) {
      payload.put("left_out", export.skippedMonths().stream().map(YearMonth::toString).toList());
    }
    return payload;
  }

  private static Target target(UUID id) {
    return Target.of("download", id.toString(), "audit log");
  }

  private OffsetDateTime timeoutThreshold() {
    return now().minus(INSTANCE_TIMEOUT);
  }

  private OffsetDateTime now() {
    return DatabaseTime.utc(clock.instant());
  }

  /** A row of the table of exports. */
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
      return new ExportRow(
          row.getObject("id", UUID.class),
          row.getString("account"),
          row.getString("account_name"),
          row.getString("file"),
          row.getString("filter"),
          row.getLong("expected"),
          DatabaseTime.instant(row, "started_at"),
          row.getLong("events"),
          row.getLong("bytes"),
          DatabaseTime.nullableInstant(row, "ended_at"),
          row.getString("failure"));
    }
  }
}
