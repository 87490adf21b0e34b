package dev.signalbox.audit.export;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.stereotype.Component;

/**
 * A separate connection pool for exports, so that slow clients do not take connections from the
 * pages.
 */
@Component
class ExportConnectionPool implements DisposableBean {

  /** Maximum number of concurrent exports per instance. */
  static final int MAX_PER_INSTANCE = 4;

  private final HikariDataSource pool;

  ExportConnectionPool(JdbcConnectionDetails database) {
    HikariConfig config = new HikariConfig();
    config.setPoolName("exports");
    config.setJdbcUrl(database.getJdbcUrl());
    config.setUsername(database.getUsername());
    config.setPassword(database.getPassword());
    config.setMaximumPoolSize(MAX_PER_INSTANCE);
    config.setMinimumIdle(1);
    // one thread cancels the statements of all disconnected clients
    config.addDataSourceProperty("cancelSignalTimeout", "2");
    config.addDataSourceProperty("tcpKeepAlive", "true");
    // longer than the search for the first event of an export
    config.addDataSourceProperty("socketTimeout", "600");
    config.setReadOnly(true);
    config.setAutoCommit(false);
    // the limiter leaves a connection free, so waiting means that the database is unavailable
    config.setConnectionTimeout(3_000);
    config.setInitializationFailTimeout(-1);
    this.pool = new HikariDataSource(config);
  }

  Connection connection() throws SQLException {
    return pool.getConnection();
  }

  /**
   * Closes a connection in the middle of a statement. Canceling the statement instead could hit the
   * next one, because a cancel request travels on a separate connection.
   */
  void evict(Connection connection) {
    pool.evictConnection(connection);
  }

  /** Visible for tests. */
  int activeConnections() {
    return pool.getHikariPoolMXBean().getActiveConnections();
  }

  @Override
  public void destroy() {
    pool.close();
  }
}
