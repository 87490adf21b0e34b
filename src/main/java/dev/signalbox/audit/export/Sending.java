package dev.signalbox.audit.export;

import dev.signalbox.audit.NewEvent;
import dev.signalbox.audit.search.Condition;
import dev.signalbox.audit.search.Conditions;
import dev.signalbox.web.ClientConnection;
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
import org.springframework.stereotype.Component;

/**
 * Sends events from the database's COPY through to the receiver. Its last line is the event of the
 * download itself; a file that ends with another line is not complete.
 */
@Component
class Sending {

  private static final int BUFFER = 64 * 1024;

  private final ExportConnections connections;
  private final GoneReaders readers;
  private final EventsInFiles files;
  private final Exports exports;
  private final MeterRegistry meters;

  Sending(
      ExportConnections connections,
      GoneReaders readers,
      EventsInFiles files,
      Exports exports,
      MeterRegistry meters) {
    this.connections = connections;
    this.readers = readers;
    this.files = files;
    this.exports = exports;
    this.meters = meters;
  }

  /**
   * Sends everything that fits, as long as the reader takes it. That it broke off is written down.
   *
   * @throws BrokenOff when the database or the console failed in the middle
   */
  void send(Export export, Conditions conditions, OutputStream receiver, ClientConnection reader) {
    try (Connection connection = connections.connection();
        GoneReaders.Watch watch = readers.watch(reader, connection, export)) {
      try {
        stream(connection, export, conditions, receiver);
        count(export, "done");
      } catch (SQLException | IOException | RuntimeException e) {
        connections.throwAway(connection);
        if (watch.sawReaderLeave()) {
          throw new IOException("The receiver left while the database was looking.", e);
        }
        throw e;
      }
    } catch (SQLException e) {
      count(export, "database");
      throw brokenOff(export, "The database broke off: " + e.getMessage(), e);
    } catch (IOException e) {
      count(export, "receiver");
      brokenOff(export, "The receiver broke off.", e);
    } catch (RuntimeException e) {
      count(export, "failed");
      throw brokenOff(export, "The console failed: " + e.getMessage(), e);
    }
  }

  private void stream(
      Connection connection, Export export, Conditions conditions, OutputStream receiver)
      throws SQLException, IOException {
    Layout layout = export.format().layout();
    String statement = prepared(connection, layout, conditions);
    OutputStream packed = export.format().around(receiver);
    Digesting file = new Digesting(packed);
    BufferedOutputStream lines = new BufferedOutputStream(file, BUFFER);
    lines.write(layout.header());
    // at once: with a filter the database may look for long until it finds the first event
    lines.flush();
    receiver.flush();
    long filed = 0;
    for (YearMonth month : export.fromFiles()) {
      filed += files.write(month, layout, lines);
      export.sent(filed, file.bytes());
    }
    long before = filed;
    long events =
        before
            + EventCopy.run(
                connection,
                layout,
                statement,
                lines,
                soFar -> export.sent(before + soFar, file.bytes()));
    lines.flush();
    connection.rollback();
    export.sent(events, file.bytes());
    NewEvent itself = exports.done(export, file.sha256());
    packed.write(layout.line(itself));
    packed.close();
  }

  /** Hands the values of the filter to the database; the statement only names them. */
  private static String prepared(Connection connection, Layout layout, Conditions conditions)
      throws SQLException {
    List<Condition> all = conditions.all();
    try (PreparedStatement set = connection.prepareStatement("select set_config(?, ?, true)")) {
      for (Condition condition : all) {
        set.setString(1, place(condition));
        set.setString(2, condition.value());
        set.execute();
      }
    }
    String where =
        all.stream()
            .map(condition -> condition.with("current_setting('" + place(condition) + "')"))
            .collect(Collectors.joining(" and "));
    return layout.copy(conditions.nothing() ? "false" : where.isEmpty() ? "true" : where);
  }

  private static String place(Condition condition) {
    return "signalbox.filter_" + condition.name();
  }

  private BrokenOff brokenOff(Export export, String why, Throwable cause) {
    try {
      exports.brokenOff(export, why);
    } catch (RuntimeException e) {
      // the database is gone; whichever instance sweeps next writes it down
      cause.addSuppressed(e);
      exports.leave(export);
    }
    return new BrokenOff(why, cause);
  }

  private void count(Export export, String outcome) {
    Counter.builder("signalbox.audit.exports")
        .description("Downloads of events by how they ended")
        .tag("outcome", outcome)
        .register(meters)
        .increment();
    Counter.builder("signalbox.audit.export.events")
        .description("Events that downloads sent")
        .register(meters)
        .increment((double) export.events());
  }
}
