package dev.signalbox.audit.export;

import dev.signalbox.audit.NewEvent;
import dev.signalbox.audit.search.EventConditions;
import dev.signalbox.audit.search.SqlCondition;
import dev.signalbox.web.ClientConnection;
import dev.signalbox.web.ClientDisconnects;
import dev.signalbox.web.DownloadAbortedException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.YearMonth;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.catalina.connector.ClientAbortException;
import org.springframework.stereotype.Component;

/**
 * Streams events from COPY to the client. The last line records the export itself; a file without
 * it is incomplete.
 */
@Component
class ExportStreamer {

  private static final int BUFFER = 64 * 1024;

  private final ExportConnectionPool connections;
  private final DisconnectedClientMonitor clientMonitor;
  private final ArchivedEventReader archive;
  private final ExportRepository exports;
  private final MeterRegistry meters;

  ExportStreamer(
      ExportConnectionPool connections,
      DisconnectedClientMonitor clientMonitor,
      ArchivedEventReader archive,
      ExportRepository exports,
      MeterRegistry meters) {
    this.connections = connections;
    this.clientMonitor = clientMonitor;
    this.archive = archive;
    this.exports = exports;
    this.meters = meters;
  }

  /**
   * Sends all matching events and records success or failure.
   *
   * @throws ExportAbortedException if the database or Signalbox fails, the user's access is revoked
   *     or the client reads too slowly; not if the client disconnects
   */
  void send(Export export, EventConditions conditions, OutputStream out, ClientConnection client) {
    try (Connection connection = connections.connection();
        DisconnectedClientMonitor.Watch watch = clientMonitor.watch(client, connection, export)) {
      try {
        stream(connection, export, conditions, out);
        count(export, "done");
      } catch (SQLException | IOException | RuntimeException e) {
        connections.evict(connection);
        if (watch.hasClientDisconnected()) {
          // an aborted download counts as disconnected, too
          client.checkDownload();
          throw new ClientAbortException("The client disconnected during the search.", e);
        }
        throw e;
      }
    } catch (SQLException e) {
      count(export, "database");
      throw aborted(export, "Database error: " + e.getMessage(), e);
    } catch (DownloadAbortedException e) {
      count(export, "aborted");
      throw aborted(export, String.valueOf(e.getMessage()), e);
    } catch (IOException e) {
      if (!ClientDisconnects.isCauseOfFailedWrite(e)) {
        count(export, "failed");
        throw aborted(export, "Internal error: " + e.getMessage(), e);
      }
      count(export, "receiver");
      aborted(export, "Connection closed by the client.", e);
    } catch (RuntimeException e) {
      count(export, "failed");
      throw aborted(export, "Internal error: " + e.getMessage(), e);
    }
  }

  private void stream(
      Connection connection, Export export, EventConditions conditions, OutputStream out)
      throws SQLException, IOException {
    LineFormat lineFormat = export.format().lineFormat();
    String statement = prepare(connection, lineFormat, conditions);
    OutputStream packed = export.format().wrap(out);
    DigestingOutputStream file = new DigestingOutputStream(packed);
    BufferedOutputStream lines = new BufferedOutputStream(file, BUFFER);
    lines.write(lineFormat.header());
    // starts the response before the first event, which may take long to find
    lines.flush();
    out.flush();
    long archived = 0;
    for (YearMonth month : export.archivedMonths()) {
      archived += archive.write(month, lineFormat, lines);
      export.updateProgress(archived, file.bytes());
    }
    long before = archived;
    long events =
        before
            + EventCopy.run(
                connection,
                lineFormat,
                statement,
                lines,
                soFar -> export.updateProgress(before + soFar, file.bytes()));
    lines.flush();
    connection.rollback();
    export.updateProgress(events, file.bytes());
    NewEvent exportEvent = exports.recordSuccess(export, file.sha256());
    packed.write(lineFormat.line(exportEvent));
    packed.close();
  }

  /** Passes filter values as settings, because COPY has no parameters. */
  private static String prepare(
      Connection connection, LineFormat lineFormat, EventConditions conditions)
      throws SQLException {
    List<SqlCondition> all = conditions.all();
    try (PreparedStatement set = connection.prepareStatement("select set_config(?, ?, true)")) {
      for (SqlCondition condition : all) {
        set.setString(1, settingName(condition));
        set.setString(2, condition.value());
        set.execute();
      }
    }
    String where =
        all.stream()
            .map(condition -> condition.with("current_setting('" + settingName(condition) + "')"))
            .collect(Collectors.joining(" and "));
    return lineFormat.copy(
        conditions.matchesNothing() ? "false" : where.isEmpty() ? "true" : where);
  }

  private static String settingName(SqlCondition condition) {
    return "signalbox.filter_" + condition.name();
  }

  private ExportAbortedException aborted(Export export, String why, Throwable cause) {
    try {
      exports.recordFailure(export, why);
    } catch (RuntimeException e) {
      // the database is unavailable; the next sweep of any instance records the failure
      cause.addSuppressed(e);
      exports.stopTracking(export);
    }
    return new ExportAbortedException(why, cause);
  }

  private void count(Export export, String outcome) {
    Counter.builder("signalbox.audit.exports")
        .description("Audit exports by outcome")
        .tag("outcome", outcome)
        .register(meters)
        .increment();
    Counter.builder("signalbox.audit.export.events")
        .description("Events sent by audit exports")
        .register(meters)
        .increment((double) export.events());
  }

  /**
   * Thrown when an export fails after its first byte. It has no handler, so the connection is
   * closed and the client detects the incomplete response.
   */
  private static final class ExportAbortedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ExportAbortedException(String why, Throwable cause) {
      super(why, cause);
    }
  }
}
