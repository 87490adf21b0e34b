package dev.signalbox.nomad.drains;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Has one instance of the console do a thing at a time; an instance that dies lets go of it. */
@Component
public class OneInstance {

  private static final Logger log = LoggerFactory.getLogger(OneInstance.class);

  /** How long the database may take to say that it is there. */
  private static final int SECONDS = 2;

  private final DataSource connections;

  OneInstance(DataSource connections) {
    this.connections = connections;
  }

  /** Does the work unless another instance is at it. */
  public void work(long lock, Runnable work) {
    held(lock, connection -> work.run());
  }

  /**
   * Does the work for one thing after the other, unless another instance is at it. Ends early when
   * the database let go of the lock meanwhile, since another instance may have begun then.
   */
  public <T> void each(long lock, Supplier<List<T>> things, Consumer<T> work) {
    held(
        lock,
        connection -> {
          for (T thing : things.get()) {
            if (!lives(connection)) {
              log.warn("The database let go of the lock; another instance goes on.");
              return;
            }
            work.accept(thing);
          }
        });
  }

  private void held(long lock, Consumer<Connection> work) {
    try (Connection connection = connections.getConnection()) {
      if (locked(connection, lock)) {
        try {
          work.accept(connection);
        } finally {
          unlock(connection, lock);
        }
      }
    } catch (SQLException e) {
      log.warn("Nobody could be chosen to drain clients: {}", e.getMessage());
    }
  }

  private static boolean lives(Connection connection) {
    try {
      return connection.isValid(SECONDS);
    } catch (SQLException e) {
      return false;
    }
  }

  private static boolean locked(Connection connection, long lock) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select pg_try_advisory_lock(%d)".formatted(lock))) {
      return row.next() && row.getBoolean(1);
    }
  }

  private static void unlock(Connection connection, long lock) {
    try (Statement statement = connection.createStatement()) {
      statement.execute("select pg_advisory_unlock(%d)".formatted(lock));
    } catch (SQLException e) {
      // the lock went with its connection
      log.warn("The connection that held a lock is broken: {}", e.getMessage());
    }
  }
}
