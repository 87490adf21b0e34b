package dev.signalbox.nomad.drains;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Has one instance of the console do a thing at a time; an instance that dies lets go of it. */
@Component
public class OneInstance {

  private static final Logger log = LoggerFactory.getLogger(OneInstance.class);

  private final DataSource connections;

  OneInstance(DataSource connections) {
    this.connections = connections;
  }

  /** Does the work unless another instance is at it. */
  public void work(long lock, Runnable work) {
    try (Connection connection = connections.getConnection()) {
      if (locked(connection, lock)) {
        try {
          work.run();
        } finally {
          unlock(connection, lock);
        }
      }
    } catch (SQLException e) {
      log.warn("Nobody could be chosen to drain clients: {}", e.getMessage());
    }
  }

  private static boolean locked(Connection connection, long lock) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select pg_try_advisory_lock(%d)".formatted(lock))) {
      return row.next() && row.getBoolean(1);
    }
  }

  private static void unlock(Connection connection, long lock) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("select pg_advisory_unlock(%d)".formatted(lock));
    }
  }
}
