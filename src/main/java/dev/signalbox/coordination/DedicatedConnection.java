package dev.signalbox.coordination;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.postgresql.PGProperty;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/** Opens database connections outside the pool, for work to which a connection is bound. */
final class DedicatedConnection {

  private static final int CONNECT_TIMEOUT_SECONDS = 5;

  private DedicatedConnection() {}

  /**
   * Opens a connection.
   *
   * @param application the name in {@code pg_stat_activity}
   * @param readTimeoutSeconds how long a call waits for the server; 0 means no limit
   */
  static Connection open(JdbcConnectionDetails database, String application, int readTimeoutSeconds)
      throws SQLException {
    Properties properties = new Properties();
    PGProperty.CONNECT_TIMEOUT.set(properties, CONNECT_TIMEOUT_SECONDS);
    PGProperty.SOCKET_TIMEOUT.set(properties, readTimeoutSeconds);
    // a firewall may drop an idle connection without closing it
    PGProperty.TCP_KEEP_ALIVE.set(properties, true);
    PGProperty.APPLICATION_NAME.set(properties, application);
    PGProperty.USER.set(properties, database.getUsername());
    PGProperty.PASSWORD.set(properties, database.getPassword());
    return DriverManager.getConnection(database.getJdbcUrl(), properties);
  }
}
