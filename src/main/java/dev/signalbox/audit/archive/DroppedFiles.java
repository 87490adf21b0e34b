package dev.signalbox.audit.archive;

import dev.signalbox.audit.export.EventsInFiles;
import dev.signalbox.audit.export.Layout;
import dev.signalbox.audit.search.MonthsInFiles;
import dev.signalbox.storage.ObjectStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The months that were dropped, read out of their files. */
@Component
class DroppedFiles implements MonthsInFiles, EventsInFiles {

  private final JdbcClient database;
  private final Archives archives;
  private final Optional<ObjectStore> store;

  DroppedFiles(JdbcClient database, Archives archives, Optional<ObjectStore> store) {
    this.database = database;
    this.archives = archives;
    this.store = store;
  }

  @Override
  public List<YearMonth> touched(@Nullable Instant from, @Nullable Instant until) {
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
  public long write(YearMonth month, Layout layout, OutputStream out) throws IOException {
    ObjectStore there =
        store.orElseThrow(
            () -> new IllegalStateException("No storage is configured, but months were dropped."));
    int last =
        database
            .sql("select max(part) from audit_dropped where month = :month")
            .param("month", month.atDay(1))
            .query(Integer.class)
            .single();
    long events = 0;
    for (Archives.Written part : archives.parts(month)) {
      // later ones are still in the database
      if (part.manifest().part() <= last) {
        copy(there, part.manifest().file(layout), out);
        events += part.manifest().events();
      }
    }
    return events;
  }

  private static void copy(ObjectStore there, ArchiveFile file, OutputStream out)
      throws IOException {
    try (InputStream packed = there.open(file.name(), 0);
        GZIPInputStream lines = new GZIPInputStream(packed, 1 << 16)) {
      lines.transferTo(out);
    }
  }

  private static @Nullable OffsetDateTime time(@Nullable Instant at) {
    return at == null ? null : OffsetDateTime.ofInstant(at, ZoneOffset.UTC);
  }
}
