package dev.signalbox.audit;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A lock of the database for work that one instance does at a time. It belongs to the connection
 * and ends with it, so whoever dies holds nobody up.
 *
 * @param key any number that no other lock has
 */
public record AdvisoryLock(long key) {

  /** Takes it, unless somebody has it; does not wait. */
  public boolean taken(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select pg_try_advisory_lock(%d)".formatted(key))) {
      return row.next() && row.getBoolean(1);
    }
  }

  /** Gives it back; of a connection that does not have it, nothing happens but a warning. */
  public void giveBack(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("select pg_advisory_unlock(%d)".formatted(key));
    }
  }
}
