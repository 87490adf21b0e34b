package dev.signalbox.audit.archive;

import dev.signalbox.audit.Actor;
import dev.signalbox.audit.AuditLog;
import dev.signalbox.audit.Target;
import dev.signalbox.coordination.DatabaseLock;
import dev.signalbox.remote.RemoteSystem;
import dev.signalbox.remote.RemoteSystemException;
import dev.signalbox.storage.ArchiveProperties;
import dev.signalbox.storage.ObjectStore;
import dev.signalbox.storage.ObjectUpload;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Archives each month two days after it ends, and drops months that exceed the retention. Runs
 * hourly on at most one instance. A month is dropped only after its files are verified.
 */
@Component
class Archiver {

  /** Wait after the end of a month; events that arrive later go to a separate part. */
  static final Duration GRACE_PERIOD = Duration.ofDays(2);

  private static final Logger log = LoggerFactory.getLogger(Archiver.class);

  private final Optional<ObjectStore> store;
  private final ArchiveRepository archives;
  private final AuditLog audit;
  private final ArchiveProperties settings;
  private final DatabaseLock lock;
  private final TransactionTemplate transaction;
  private final Clock clock;

  Archiver(
      Optional<ObjectStore> store,
      ArchiveRepository archives,
      AuditLog audit,
      ArchiveProperties settings,
      DatabaseLock lock,
      TransactionTemplate transaction,
      Clock clock) {
    this.store = store;
    this.archives = archives;
    this.audit = audit;
    this.settings = settings;
    this.lock = lock;
    this.transaction = transaction;
    this.clock = clock;
  }

  @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT2M")
  void run() {
    store.ifPresent(this::run);
  }

  private void run(ObjectStore storage) {
    try {
      lock.runOnConnection(
          DatabaseLock.Name.AUDIT_ARCHIVE,
          connection -> {
            connection.setAutoCommit(false);
            archive(connection, storage);
            drop(storage);
            archives.clearFailure();
          });
    } catch (RemoteSystemException e) {
      log.warn("Could not archive the audit log: {}", e.getMessage());
      archives.recordFailure(e.tried(), e.response(), e.advice());
    } catch (SQLException | IOException | DataAccessException e) {
      log.warn("Could not archive the audit log: {}", e.getMessage());
      archives.recordFailure(
          "archive or drop a month in the database",
          String.valueOf(NestedExceptionUtils.getMostSpecificCause(e).getMessage()),
          "Nothing was deleted. A long export can block this for a while. If the numbers of events"
              + " and archived events differ, open Audit log › Integrity.");
    }
  }

  private void archive(Connection connection, ObjectStore storage)
      throws SQLException, IOException {
    Instant cutoff = clock.instant().minus(GRACE_PERIOD);
    for (ArchiveRepository.ArchiveMonth month : archives.months().reversed()) {
      if (!month.isArchived() && endOf(month.month()).isBefore(cutoff)) {
        archive(connection, storage, month.month());
      }
    }
    // an open transaction that has read a partition blocks dropping it
    connection.rollback();
  }

  private void archive(Connection connection, ObjectStore storage, YearMonth month)
      throws SQLException, IOException {
    connection.rollback();
    try (Statement statement = connection.createStatement()) {
      statement.execute("set transaction isolation level repeatable read, read only");
      // the role may have a limit
      statement.execute("set local statement_timeout = 0");
    }
    List<Manifest> before =
        archives.parts(month).stream().map(ArchiveRepository.ArchivedPart::manifest).toList();
    @Nullable Manifest manifest = new ArchivePartWriter(storage).write(connection, month, before);
    if (manifest == null) {
      return;
    }
    String text = archives.text(manifest);
    try (ObjectUpload object = storage.startUpload(manifest.name())) {
      object.write(text.getBytes(StandardCharsets.UTF_8));
      object.finish();
    }
    verifyFiles(storage, manifest, text);
    transaction.executeWithoutResult(
        status -> {
          archives.add(manifest);
          record("audit_log.archived", month, manifest.events(), manifest.part());
        });
  }

  private void drop(ObjectStore storage) {
    @Nullable Integer retentionMonths = settings.retentionMonths();
    if (retentionMonths == null) {
      return;
    }
    YearMonth firstKept =
        YearMonth.from(clock.instant().atOffset(ZoneOffset.UTC)).minusMonths(retentionMonths);
    for (ArchiveRepository.ArchiveMonth month : archives.months().reversed()) {
      if (month.month().isBefore(firstKept) && month.isArchived() && !month.isDropped()) {
        drop(storage, month.month());
      }
    }
  }

  private void drop(ObjectStore storage, YearMonth month) {
    List<ArchiveRepository.ArchivedPart> parts = archives.parts(month);
    // the files may have changed since they were written
    for (ArchiveRepository.ArchivedPart part : parts) {
      if (!part.isAuthentic()) {
        throw mismatch(storage, part.manifest(), "its record in the database was changed");
      }
      verifyFiles(storage, part.manifest(), part.text());
    }
    transaction.executeWithoutResult(
        status -> record("audit_log.month.dropped", month, archives.drop(month), parts.size()));
  }

  private static void verifyFiles(ObjectStore storage, Manifest manifest, String text) {
    new ArchiveVerifier(storage)
        .difference(manifest, text)
        .ifPresent(
            difference -> {
              throw mismatch(storage, manifest, difference);
            });
  }

  private static RemoteSystemException mismatch(
      ObjectStore storage, Manifest manifest, String difference) {
    return new RemoteSystemException.Unexpected(
        RemoteSystem.STORAGE,
        "read back %s from %s".formatted(manifest.name(), storage.location()),
        difference,
        "Nothing was deleted. Restore the file from a backup, and find out what changed it.",
        null);
  }

  private void record(String action, YearMonth month, long events, int parts) {
    audit.record(
        Actor.SYSTEM,
        action,
        Target.of("audit_month", month.toString(), month.toString()),
        true,
        Map.of("events", events, "part", parts));
  }

  private static Instant endOf(YearMonth month) {
    return month.plusMonths(1).atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
  }
}
