package dev.signalbox.audit.export;

/**
 * Thrown when an export fails after its first byte. It has no handler: the container closes the
 * connection, so that the client detects the incomplete response.
 */
final class ExportAbortedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  ExportAbortedException(String why, Throwable cause) {
    super(why);
    // not as the cause: Spring takes a lost database connection for a client that disconnected, and
    // would end the incomplete file without an error
    addSuppressed(cause);
  }
}
