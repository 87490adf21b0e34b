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

/** Streams events from PostgreSQL with COPY, one row in memory at a time. */
public final class EventCopy {

  private static final Logger log = LoggerFactory.getLogger(EventCopy.class);

  private EventCopy() {}

  /**
   * Runs a statement of {@link LineFormat#copy}.
   *
   * @param onProgress called after each event with the number of events so far
   * @return the number of events written
   * @throws IOException if the client stops reading. The connection is then aborted, because it is
   *     still in COPY mode and cannot run another statement
   */
  public static long run(
      Connection connection,
      LineFormat lineFormat,
      String statement,
      OutputStream out,
      LongConsumer onProgress)
      throws SQLException, IOException {
    CopyOut copy = connection.unwrap(PGConnection.class).getCopyAPI().copyOut(statement);
    try {
      long rows = 0;
      for (byte[] row = copy.readFromCopy(); row != null; row = copy.readFromCopy()) {
        lineFormat.write(row, out);
        onProgress.accept(++rows);
      }
      return rows;
    } catch (IOException | RuntimeException e) {
      abort(connection);
      throw e;
    } catch (SQLException e) {
      connection.abort(Runnable::run);
      throw e;
    }
  }

  /**
   * Cancels the statement and aborts the connection, from any thread. PostgreSQL notices a closed
   * connection only when it sends data, so a cancel request is sent first. It travels on a separate
   * connection and could hit a later statement, but the aborted connection runs none.
   */
  static void abort(Connection connection) {
    try {
      connection.unwrap(PGConnection.class).cancelQuery();
      connection.abort(Runnable::run);
    } catch (SQLException e) {
      log.info("Could not cancel the statement of an export: {}", e.getMessage());
    }
  }
}
