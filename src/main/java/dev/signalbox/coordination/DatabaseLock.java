package dev.signalbox.coordination;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Locks that all instances share: advisory locks of PostgreSQL. A lock of a transaction is released
 * when it ends. A lock for a task is held by a separate connection instead of one of the pool,
 * because the task may wait for a remote system. It is released when the connection closes, so a
 * crashed instance does not block the others. (PostgreSQL documentation, "Advisory Locks") SQL,
 * because advisory locks are functions of PostgreSQL.
 */
@Component
public class DatabaseLock {

  /**
   * What a lock protects. A key stays the same in all releases, because instances of two releases
   * run side by side during an update.
   */
  public enum Name {
    AUDIT_ARCHIVE(0xa2c4),
    AUDIT_EXPORTS(0xa2c6),
    AUDIT_IMPORTS(0xa2c7),
    AUDIT_SEALS(0x5ea1),
    AUDIT_VERIFICATION(0xa2c5),
    CLIENT_REMOVAL(0xd7a1),
    CLIENT_RELEASES(0xd7a3),
    HISTORY_RETENTION(0x40ad_f063),
    ORGANIZATIONS(0xacc0),
    RESTORES(0x5b03),
    REVOKED_TOKENS(0x70c4),
    ROLLING_DRAINS(0xd7a2),
    SAVED_FILTERS(0xa2c8),
    SKIPPED_RUNS(0x5b01),
    SNAPSHOT_RECORDS(0x5b04),
    SNAPSHOT_RETENTION(0x5b02);

    private final int key;

    Name(int key) {
      this.key = key;
    }

    /** The key in {@code pg_locks.objid}. */
    public int key() {
      return key;
    }
  }

  /** Work on the connection that holds the lock. */
  @FunctionalInterface
  public interface DatabaseWork {

    /**
     * Runs the work.
     *
     * @param connection without time-outs, in auto-commit mode
     */
    void run(Connection connection) throws SQLException, IOException;
  }

  private static final Logger log = LoggerFactory.getLogger(DatabaseLock.class);

  private static final int VALIDATION_TIMEOUT_SECONDS = 2;
  private static final int READ_TIMEOUT_SECONDS = 10;

  private final JdbcClient database;
  private final JdbcConnectionDetails details;

  DatabaseLock(JdbcClient database, JdbcConnectionDetails details) {
    this.database = database;
    this.details = details;
  }

  /** Waits for the lock and holds it until the end of the current transaction. */
  public void acquire(Name name) {
    database.sql("select pg_advisory_xact_lock(:key)").param("key", name.key).query(row -> {});
  }

  /**
   * Waits for the lock of one object and holds it until the end of the current transaction.
   *
   * @param object for example the id of an account
   */
  public void acquire(Name name, String object) {
    database
        .sql("select pg_advisory_xact_lock(:key, hashtext(:object))")
        .param("key", name.key)
        .param("object", object)
        .query(row -> {});
  }

  /**
   * Acquires the lock until the end of the current transaction; does not wait.
   *
   * @return false if another connection holds the lock
   */
  public boolean tryAcquire(Name name) {
    return database
        .sql("select pg_try_advisory_xact_lock(:key)")
        .param("key", name.key)
        .query(Boolean.class)
        .single();
  }

  /**
   * Runs a task unless another instance or thread holds the lock.
   *
   * @return whether the task ran; also false if the database is not available
   */
  public boolean runExclusively(Name name, Runnable task) {
    try {
      return run(name, READ_TIMEOUT_SECONDS, connection -> task.run());
    } catch (SQLException | IOException e) {
      log.warn("Could not acquire the lock {}: {}", name, e.getMessage());
      return false;
    }
  }

  /**
   * Runs a task for each item in turn, unless another instance or thread holds the lock. Stops
   * early if the connection that holds the lock is lost, because another instance may have acquired
   * it.
   */
  public <T> void forEachExclusively(Name name, Supplier<List<T>> items, Consumer<T> task) {
    try {
      run(
          name,
          READ_TIMEOUT_SECONDS,
          connection -> {
            for (T item : items.get()) {
              if (!connection.isValid(VALIDATION_TIMEOUT_SECONDS)) {
                log.warn("The database released the lock {}; another instance continues.", name);
                return;
              }
              task.accept(item);
            }
          });
    } catch (SQLException | IOException e) {
      log.warn("Could not acquire the lock {}: {}", name, e.getMessage());
    }
  }

  /**
   * Runs database work on the connection that holds the lock.
   *
   * @return false if another instance or thread holds the lock
   */
  public boolean runOnConnection(Name name, DatabaseWork work) throws SQLException, IOException {
    return run(name, 0, work);
  }

  private boolean run(Name name, int readTimeoutSeconds, DatabaseWork work)
      throws SQLException, IOException {
    String application = "signalbox-" + name.name().toLowerCase(Locale.ROOT).replace('_', '-');
    try (Connection connection =
        DedicatedConnection.open(details, application, readTimeoutSeconds)) {
      boolean acquired = tryAcquire(name, connection);
      if (acquired) {
        work.run(connection);
      }
      return acquired;
    }
  }

  private static boolean tryAcquire(Name name, Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("select pg_try_advisory_lock(%d)".formatted(name.key))) {
      return row.next() && row.getBoolean(1);
    }
  }
}
