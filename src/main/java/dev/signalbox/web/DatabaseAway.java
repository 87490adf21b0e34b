package dev.signalbox.web;

import org.hibernate.TransactionException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.transaction.CannotCreateTransactionException;

/** Tells a database that is away from a mistake of ours. */
public final class DatabaseAway {

  private DatabaseAway() {}

  /** Whether this failed because the database cannot be reached or went away half way. */
  public static boolean isBehind(@Nullable Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof DataAccessResourceFailureException
          || t instanceof CannotCreateTransactionException
          // a connection that broke half way cannot even roll back
          || t instanceof TransactionException) {
        return true;
      }
    }
    return false;
  }
}
