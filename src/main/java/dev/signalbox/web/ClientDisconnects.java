package dev.signalbox.web;

import java.io.EOFException;
import java.net.SocketException;
import org.apache.catalina.connector.ClientAbortException;
import org.jspecify.annotations.Nullable;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;

/** Distinguishes connections that the client closed from other failures. */
public final class ClientDisconnects {

  private ClientDisconnects() {}

  /** Returns whether a request failed because its client closed the connection. */
  public static boolean isCauseOf(@Nullable Throwable failure) {
    // the body of the request ended early; exceptions of remote systems and sources are wrapped
    return failure instanceof EOFException
        || failure instanceof SocketException
        || isCauseOfFailedWrite(failure);
  }

  /**
   * Returns whether a response could not be sent because the client closed the connection or did
   * not read it. Unlike {@link #isCauseOf}, a source that ends early is another failure.
   */
  public static boolean isCauseOfFailedWrite(@Nullable Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof ClientAbortException
          || cause instanceof AsyncRequestNotUsableException) {
        return true;
      }
    }
    return false;
  }
}
