package dev.signalbox.audit.archive;

import dev.signalbox.audit.export.Digesting;
import dev.signalbox.audit.export.EventCopy;
import dev.signalbox.audit.export.Layout;
import dev.signalbox.storage.NewObject;
import dev.signalbox.storage.ObjectStore;
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

/** Writes a part of a month from one state of the database, without a file of its own. */
final class PartWriting {

  private static final int BUFFER = 64 * 1024;

  private final ObjectStore store;

  PartWriting(ObjectStore store) {
    this.store = store;
  }

  /**
   * Writes what is sealed and in none of the parts before.
   *
   * @param connection in a transaction that sees one state of the database
   * @return what was written, or null when there is nothing to write
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
    Copied csv = copy(connection, Layout.CSV, where, stem + ".csv.gz");
    Copied jsonLines = copy(connection, Layout.JSON_LINES, where, stem + ".jsonl.gz");
    if (csv.events() != jsonLines.events()) {
      throw new IllegalStateException("One state of the database has one number of events.");
    }
    return new Manifest(
        month, part, firstSeal, lastSeal, csv.events(), csv.file(), jsonLines.file());
  }

  private Copied copy(Connection connection, Layout layout, String where, String name)
      throws SQLException, IOException {
    try (NewObject object = store.begin(name)) {
      Digesting packed = new Digesting(new BufferedOutputStream(object, BUFFER));
      GZIPOutputStream gzip = new GZIPOutputStream(packed, BUFFER);
      Digesting plain = new Digesting(gzip);
      BufferedOutputStream lines = new BufferedOutputStream(plain, BUFFER);
      long events = EventCopy.run(connection, layout, layout.copy(where), lines, soFar -> {});
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

  /** A row that was removed past us must not lead to a file without events every hour. */
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
