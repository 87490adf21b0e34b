package dev.signalbox.audit.export;

import java.io.IOException;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.LongConsumer;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Streams events out of PostgreSQL, one row in memory at a time. */
public final class EventCopy {

  private static final Logger log = LoggerFactory.getLogger(EventCopy.class);

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
    try {
      long rows = 0;
      for (byte[] row = copy.readFromCopy(); row != null; row = copy.readFromCopy()) {
        layout.write(row, out);
        soFar.accept(++rows);
      }
      return rows;
    } catch (IOException | RuntimeException e) {
      breakOff(connection);
      throw e;
    } catch (SQLException e) {
      connection.abort(Runnable::run);
      throw e;
    }
  }

  /**
   * Ends a statement from whichever thread, and its connection with it. The database would notice
   * the closed connection only when it has something to send; the word to stop, which travels by
   * itself, cannot hit anything else, for nothing follows here.
   */
  static void breakOff(Connection connection) {
    try {
      connection.unwrap(PGConnection.class).cancelQuery();
      connection.abort(Runnable::run);
    } catch (SQLException e) {
      log.info("The database did not hear that a statement should end: {}", e.getMessage());
    }
  }
}
