package dev.signalbox.coordination;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A session-level advisory lock of PostgreSQL for work that one instance does at a time. It is
 * released when the connection closes, so a crashed instance does not block others.
 *
 * @param key unique among the locks of Signalbox
 */
public record AdvisoryLock(long key) {

  /** Acquires the lock unless another connection holds it; does not wait. */
  public boolean tryAcquire(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select pg_try_advisory_lock(%d)".formatted(key))) {
      return row.next() && row.getBoolean(1);
    }
  }

  /** Releases the lock; PostgreSQL only warns if the connection does not hold it. */
  public void release(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("select pg_advisory_unlock(%d)".formatted(key));
    }
  }
}
