package dev.signalbox.web;

import org.hibernate.TransactionException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.transaction.CannotCreateTransactionException;

/** Distinguishes database outages from other failures. */
public final class DatabaseFailures {

  private DatabaseFailures() {}

  /** Returns whether the failure was caused by an unreachable database or a lost connection. */
  public static boolean isCauseOf(@Nullable Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof DataAccessResourceFailureException
          || t instanceof CannotCreateTransactionException
          // thrown when the rollback fails because the connection was lost
          || t instanceof TransactionException) {
        return true;
      }
    }
    return false;
  }
}
