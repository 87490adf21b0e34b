package dev.signalbox.audit.archive;

import dev.signalbox.audit.export.ArchivedEventReader;
import dev.signalbox.audit.export.LineFormat;
import dev.signalbox.audit.search.DroppedMonthLookup;
import dev.signalbox.coordination.DatabaseTime;
import dev.signalbox.storage.ObjectStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Reads the events of dropped months from the archive. SQL, because months are compared with times
 * in the time zone UTC.
 */
@Component
class DroppedMonthReader implements DroppedMonthLookup, ArchivedEventReader {

  private final JdbcClient database;
  private final ArchiveRepository archives;
  private final Optional<ObjectStore> store;

  DroppedMonthReader(JdbcClient database, ArchiveRepository archives, Optional<ObjectStore> store) {
    this.database = database;
    this.archives = archives;
    this.store = store;
  }

  @Override
  public List<YearMonth> overlapping(@Nullable Instant from, @Nullable Instant until) {
    return database
        .sql(
            """
            select distinct month from audit_dropped
            where (:from::timestamptz is null or (month + interval '1 month') at time zone 'UTC' > :from)
              and (:until::timestamptz is null or month::timestamp at time zone 'UTC' < :until)
            order by month
            """)
        .param("from", time(from))
        .param("until", time(until))
        .query((row, number) -> YearMonth.from(row.getObject("month", LocalDate.class)))
        .list();
  }

  @Override
  public long write(YearMonth month, LineFormat lineFormat, OutputStream out) throws IOException {
    ObjectStore storage =
        store.orElseThrow(
            () ->
                new IllegalStateException(
                    "Months were dropped from the database, but no storage is configured."));
    int last =
        database
            .sql("select max(part) from audit_dropped where month = :month")
            .param("month", month.atDay(1))
            .query(Integer.class)
            .single();
    long events = 0;
    for (ArchiveRepository.ArchivedPart part : archives.parts(month)) {
      // the events of later parts are still in the database
      if (part.manifest().part() <= last) {
        copy(storage, part.manifest().file(lineFormat), out);
        events += part.manifest().events();
      }
    }
    return events;
  }

  private static void copy(ObjectStore storage, ArchiveFile file, OutputStream out)
      throws IOException {
    try (InputStream packed = storage.open(file.name(), 0);
        GZIPInputStream lines = new GZIPInputStream(packed, 1 << 16)) {
      lines.transferTo(out);
    }
  }

  private static @Nullable OffsetDateTime time(@Nullable Instant at) {
    return at == null ? null : DatabaseTime.utc(at);
  }
}
