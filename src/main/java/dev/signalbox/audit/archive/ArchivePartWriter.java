package dev.signalbox.audit.archive;

import dev.signalbox.audit.export.DigestingOutputStream;
import dev.signalbox.audit.export.EventCopy;
import dev.signalbox.audit.export.LineFormat;
import dev.signalbox.storage.ObjectStore;
import dev.signalbox.storage.ObjectUpload;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.YearMonth;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** Writes a part of a month from one database snapshot, straight to the storage. */
final class ArchivePartWriter {

  private static final int BUFFER = 64 * 1024;

  private final ObjectStore store;

  ArchivePartWriter(ObjectStore store) {
    this.store = store;
  }

  /**
   * Writes the sealed events that are in no earlier part.
   *
   * @param connection in a repeatable-read transaction
   * @return the manifest, or null if there is nothing to write
   */
  @Nullable Manifest write(Connection connection, YearMonth month, List<Manifest> before)
      throws SQLException, IOException {
    int part = before.size() + 1;
    long firstSeal = before.stream().mapToLong(Manifest::lastSeal).max().orElse(0) + 1;
    long lastSeal = lastSeal(connection);
    if (lastSeal < firstSeal) {
      return null;
    }
    String where = ofMonth(month) + " and " + sealed(firstSeal, lastSeal);
    if (!any(connection, where)) {
      return null;
    }
    String stem = Manifest.stem(month, part);
    Copied csv = copy(connection, LineFormat.CSV, where, stem + ".csv.gz");
    Copied jsonLines = copy(connection, LineFormat.JSON_LINES, where, stem + ".jsonl.gz");
    if (csv.events() != jsonLines.events()) {
      throw new IllegalStateException(
          "The CSV and JSON Lines copies of one snapshot differ in their number of events.");
    }
    return new Manifest(
        month, part, firstSeal, lastSeal, csv.events(), csv.file(), jsonLines.file());
  }

  private Copied copy(Connection connection, LineFormat lineFormat, String where, String name)
      throws SQLException, IOException {
    try (ObjectUpload object = store.startUpload(name)) {
      DigestingOutputStream packed =
          new DigestingOutputStream(new BufferedOutputStream(object, BUFFER));
      GZIPOutputStream gzip = new GZIPOutputStream(packed, BUFFER);
      DigestingOutputStream plain = new DigestingOutputStream(gzip);
      BufferedOutputStream lines = new BufferedOutputStream(plain, BUFFER);
      long events =
          EventCopy.run(connection, lineFormat, lineFormat.copy(where), lines, soFar -> {});
      lines.flush();
      gzip.finish();
      packed.flush();
      object.finish();
      return new Copied(
          events, new ArchiveFile(name, packed.bytes(), packed.sha256(), plain.sha256()));
    }
  }

  private static String ofMonth(YearMonth month) {
    return "occurred_at >= '%sT00:00Z' and occurred_at < '%sT00:00Z'"
        .formatted(month.atDay(1), month.plusMonths(1).atDay(1));
  }

  private static String sealed(long first, long last) {
    return first == 1
        ? "not exists (select from audit_unsealed u where u.number = batch)"
        : "batch in (select unnest(batches) from audit_seal where number between %d and %d)"
            .formatted(first, last);
  }

  /** Prevents an empty file every hour if a sealed row was removed outside Signalbox. */
  private static boolean any(Connection connection, String where) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("select exists (select from audit_event where " + where + ")")) {
      return row.next() && row.getBoolean(1);
    }
  }

  private static long lastSeal(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select max(number) from audit_seal")) {
      return row.next() ? row.getLong(1) : 0;
    }
  }

  private record Copied(long events, ArchiveFile file) {}
}
