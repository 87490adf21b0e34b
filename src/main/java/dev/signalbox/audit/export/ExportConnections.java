package dev.signalbox.audit.export;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.stereotype.Component;

/**
 * A few connections of their own for downloads, so that none of them, however slow its reader,
 * takes one away from the pages.
 */
@Component
class ExportConnections implements DisposableBean {

  /** Downloads at once, of everybody together. */
  static final int MOST = 4;

  private final HikariDataSource pool;

  ExportConnections(JdbcConnectionDetails database) {
    HikariConfig config = new HikariConfig();
    config.setPoolName("exports");
    config.setJdbcUrl(database.getJdbcUrl());
    config.setUsername(database.getUsername());
    config.setPassword(database.getPassword());
    config.setMaximumPoolSize(MOST);
    config.setMinimumIdle(1);
    // a download whose reader left is ended by one thread for all of them
    config.addDataSourceProperty("cancelSignalTimeout", "2");
    config.setReadOnly(true);
    config.setAutoCommit(false);
    // who asks has a place already; this is for a database that is gone
    config.setConnectionTimeout(3_000);
    config.setInitializationFailTimeout(-1);
    this.pool = new HikariDataSource(config);
  }

  Connection connection() throws SQLException {
    return pool.getConnection();
  }

  /**
   * Closes a connection that is in the middle of something. Cancelling its statement instead could
   * hit the next one: a cancel request travels on its own.
   */
  void throwAway(Connection connection) {
    pool.evictConnection(connection);
  }

  /** For a test that wants to see a connection come back. */
  int inUse() {
    return pool.getHikariPoolMXBean().getActiveConnections();
  }

  @Override
  public void destroy() {
    pool.close();
  }
}
