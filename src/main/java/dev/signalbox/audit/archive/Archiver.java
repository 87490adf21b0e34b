package dev.signalbox.audit.archive;

import dev.signalbox.audit.Actor;
import dev.signalbox.audit.AdvisoryLock;
import dev.signalbox.audit.AuditLog;
import dev.signalbox.audit.Target;
import dev.signalbox.outside.OutsideWorldException;
import dev.signalbox.settings.Settings;
import dev.signalbox.storage.NewObject;
import dev.signalbox.storage.ObjectStore;
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
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Archives months soon after they close, and drops those that the retention lets go: one instance
 * at a time, and nothing that was not read back. Whatever fails is tried again an hour later.
 */
@Component
class Archiver {

  /** What still comes late comes within days; what comes later becomes a part of its own. */
  static final Duration GRACE = Duration.ofDays(2);

  private static final AdvisoryLock LOCK = new AdvisoryLock(0xa2c4);

  private static final Logger log = LoggerFactory.getLogger(Archiver.class);

  private final Optional<ObjectStore> store;
  private final Archives archives;
  private final AuditLog audit;
  private final Settings.Archive settings;
  private final DataSource connections;
  private final TransactionTemplate transaction;
  private final Clock clock;

  @Autowired
  Archiver(
      Optional<ObjectStore> store,
      Archives archives,
      AuditLog audit,
      Settings settings,
      DataSource connections,
      TransactionTemplate transaction,
      Clock clock) {
    this(store, archives, audit, settings.archive(), connections, transaction, clock);
  }

  Archiver(
      Optional<ObjectStore> store,
      Archives archives,
      AuditLog audit,
      Settings.Archive settings,
      DataSource connections,
      TransactionTemplate transaction,
      Clock clock) {
    this.store = store;
    this.archives = archives;
    this.audit = audit;
    this.settings = settings;
    this.connections = connections;
    this.transaction = transaction;
    this.clock = clock;
  }

  @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT2M")
  void work() {
    store.ifPresent(this::work);
  }

  private void work(ObjectStore there) {
    try (Connection connection = connections.getConnection()) {
      connection.setAutoCommit(false);
      try {
        if (LOCK.taken(connection)) {
          archive(connection, there);
          drop(there);
          archives.succeeded();
        }
      } finally {
        // a file that broke off took its connection along, and with it the lock
        if (connection.isValid(1)) {
          connection.rollback();
          LOCK.giveBack(connection);
          connection.commit();
          connection.setAutoCommit(true);
        }
      }
    } catch (OutsideWorldException e) {
      log.warn("The audit log could not be archived: {}", e.getMessage());
      archives.failed(e.tried(), e.answered(), e.advice());
    } catch (SQLException | IOException | DataAccessException e) {
      log.warn("The audit log could not be archived: {}", e.getMessage());
      archives.failed(
          "archive or drop a month in the database",
          String.valueOf(NestedExceptionUtils.getMostSpecificCause(e).getMessage()),
          "Nothing was dropped. A long download keeps a month for a while; where events and archive"
              + " differ in number, the page Proof names what is not as it came.");
    }
  }

  private void archive(Connection connection, ObjectStore there) throws SQLException, IOException {
    Instant closed = clock.instant().minus(GRACE);
    for (Archives.Month month : archives.months().reversed()) {
      if (!month.isArchived() && endOf(month.month()).isBefore(closed)) {
        archive(connection, there, month.month());
      }
    }
    // whoever has read a month stands in the way of dropping it
    connection.rollback();
  }

  private void archive(Connection connection, ObjectStore there, YearMonth month)
      throws SQLException, IOException {
    connection.rollback();
    try (Statement statement = connection.createStatement()) {
      statement.execute("set transaction isolation level repeatable read, read only");
    }
    List<Manifest> before = archives.parts(month).stream().map(Archives.Written::manifest).toList();
    @Nullable Manifest manifest = new PartWriting(there).write(connection, month, before);
    if (manifest == null) {
      return;
    }
    String text = archives.text(manifest);
    try (NewObject object = there.begin(manifest.name())) {
      object.write(text.getBytes(StandardCharsets.UTF_8));
      object.finish();
    }
    readBack(there, manifest, text);
    transaction.executeWithoutResult(
        status -> {
          archives.add(manifest);
          record("audit_log.archived", month, manifest.events(), manifest.part());
        });
  }

  private void drop(ObjectStore there) {
    @Nullable Integer keep = settings.retentionMonths();
    if (keep == null) {
      return;
    }
    YearMonth oldest = YearMonth.from(clock.instant().atOffset(ZoneOffset.UTC)).minusMonths(keep);
    for (Archives.Month month : archives.months().reversed()) {
      if (month.month().isBefore(oldest) && month.isArchived() && !month.isDropped()) {
        drop(there, month.month());
      }
    }
  }

  private void drop(ObjectStore there, YearMonth month) {
    List<Archives.Written> parts = archives.parts(month);
    // once more: it is a while ago that they were written
    for (Archives.Written part : parts) {
      if (!part.ours()) {
        throw different(there, part.manifest(), "what the database says of it was changed");
      }
      readBack(there, part.manifest(), part.text());
    }
    transaction.executeWithoutResult(
        status -> record("audit_log.month.dropped", month, archives.drop(month), parts.size()));
  }

  private static void readBack(ObjectStore there, Manifest manifest, String text) {
    new ReadBack(there)
        .difference(manifest, text)
        .ifPresent(
            difference -> {
              throw different(there, manifest, difference);
            });
  }

  private static OutsideWorldException different(
      ObjectStore there, Manifest manifest, String difference) {
    return new OutsideWorldException.Unexpected(
        "read back %s from %s".formatted(manifest.name(), there.where()),
        difference,
        "Nothing was dropped. Put the right file back from a backup, or ask who changed it.",
        null);
  }

  private void record(String action, YearMonth month, long events, int parts) {
    audit.record(
        Actor.CONSOLE,
        action,
        Target.of("audit_month", month.toString(), month.toString()),
        true,
        Map.of("events", events, "part", parts));
  }

  private static Instant endOf(YearMonth month) {
    return month.plusMonths(1).atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
  }
}
