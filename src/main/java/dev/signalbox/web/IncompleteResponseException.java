package dev.signalbox.web;

/**
 * Thrown when a response fails after its beginning was sent. The connection is then closed, so that
 * the client detects the incomplete response.
 */
final class IncompleteResponseException extends IllegalStateException {

  private static final long serialVersionUID = 1L;

  IncompleteResponseException(Throwable failure) {
    super("The response is incomplete: " + failure.getMessage());
    // not as the cause, in which Spring would look for a client that disconnected
    addSuppressed(failure);
  }

  /** Returns what failed. */
  Throwable failure() {
    return getSuppressed()[0];
  }
}
