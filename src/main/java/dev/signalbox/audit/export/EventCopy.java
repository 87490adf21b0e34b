package dev.signalbox.audit.export;

import java.io.IOException;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.LongConsumer;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/** Streams events out of PostgreSQL, one row in memory at a time. */
public final class EventCopy {

  private EventCopy() {}

  /**
   * Runs a statement of {@link Layout#copy} to its end.
   *
   * @param soFar hears after each event how many there were
   * @return how many events were written
   * @throws IOException when the receiver takes no more. The connection is broken off then, for it
   *     is in the middle of the statement, and whoever asked it anything more would wait for ever
   */
  public static long run(
      Connection connection, Layout layout, String statement, OutputStream out, LongConsumer soFar)
      throws SQLException, IOException {
    CopyOut copy = connection.unwrap(PGConnection.class).getCopyAPI().copyOut(statement);
    boolean ended = false;
    try {
      long rows = 0;
      for (byte[] row = copy.readFromCopy(); row != null; row = copy.readFromCopy()) {
        layout.write(row, out);
        soFar.accept(++rows);
      }
      ended = true;
      return rows;
    } finally {
      if (!ended) {
        connection.abort(Runnable::run);
      }
    }
  }
}
