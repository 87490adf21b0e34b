package dev.signalbox.web;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;
import java.util.function.Predicate;
import org.hibernate.TransactionException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.transaction.CannotCreateTransactionException;

/** Distinguishes failures of the database from other failures. */
public final class DatabaseFailures {

  private static final String DISK_FULL = "53100";

  /** SQLSTATE of a full disk, of the lock and statement timeouts, and of a shutdown. */
  private static final Set<String> STATES =
      Set.of(DISK_FULL, "55P03", "57014", "57P01", "57P02", "57P03");

  /** Class of the SQLSTATEs of a lost or refused connection. */
  private static final String CONNECTION_EXCEPTION = "08";

  private DatabaseFailures() {}

  /**
   * Returns whether the failure was caused by an unreachable database, a lost connection, an
   * exhausted connection pool, a timeout or a full disk.
   */
  public static boolean isCauseOf(@Nullable Throwable failure) {
    return anyCause(
        failure,
        cause ->
            cause instanceof DataAccessResourceFailureException
                || cause instanceof CannotCreateTransactionException
                || cause instanceof QueryTimeoutException
                // thrown when the rollback fails because the connection was lost
                || cause instanceof TransactionException
                // the connection pool is exhausted
                || cause instanceof SQLTransientConnectionException
                || (cause instanceof SQLException sql && isUnavailable(sql.getSQLState())));
  }

  private static boolean isUnavailable(@Nullable String state) {
    return state != null && (STATES.contains(state) || state.startsWith(CONNECTION_EXCEPTION));
  }

  /** Returns whether a write failed because the disk of the database server is full. */
  public static boolean isDiskFull(@Nullable Throwable failure) {
    return anyCause(
        failure, cause -> cause instanceof SQLException sql && DISK_FULL.equals(sql.getSQLState()));
  }

  private static boolean anyCause(@Nullable Throwable failure, Predicate<Throwable> matches) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (matches.test(cause)) {
        return true;
      }
    }
    return false;
  }
}
