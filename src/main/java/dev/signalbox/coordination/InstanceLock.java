package dev.signalbox.coordination;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Runs a task on at most one instance, under a PostgreSQL advisory lock. The lock is released if
 * that instance stops.
 */
@Component
public class InstanceLock {

  private static final Logger log = LoggerFactory.getLogger(InstanceLock.class);

  private static final int VALIDATION_TIMEOUT_SECONDS = 2;

  private final DataSource connections;

  InstanceLock(DataSource connections) {
    this.connections = connections;
  }

  /** Runs the task unless another instance holds the lock. */
  public void runExclusively(AdvisoryLock lock, Runnable work) {
    withLock(lock, connection -> work.run());
  }

  /**
   * Runs the task for each item in turn, unless another instance holds the lock. Stops early if the
   * connection that holds the lock is lost, because another instance may have acquired it.
   */
  public <T> void forEachExclusively(AdvisoryLock lock, Supplier<List<T>> items, Consumer<T> work) {
    withLock(
        lock,
        connection -> {
          for (T item : items.get()) {
            if (!isValid(connection)) {
              log.warn("The database released the lock; another instance continues.");
              return;
            }
            work.accept(item);
          }
        });
  }

  private void withLock(AdvisoryLock lock, Consumer<Connection> work) {
    try (Connection connection = connections.getConnection()) {
      if (lock.tryAcquire(connection)) {
        try {
          work.accept(connection);
        } finally {
          release(lock, connection);
        }
      }
    } catch (SQLException e) {
      log.warn("Could not acquire {}: {}", lock, e.getMessage());
    }
  }

  private static boolean isValid(Connection connection) {
    try {
      return connection.isValid(VALIDATION_TIMEOUT_SECONDS);
    } catch (SQLException e) {
      return false;
    }
  }

  private static void release(AdvisoryLock lock, Connection connection) {
    try {
      lock.release(connection);
    } catch (SQLException e) {
      // the server releases the lock when the connection closes
      log.warn("The connection that held the lock is broken: {}", e.getMessage());
    }
  }
}
