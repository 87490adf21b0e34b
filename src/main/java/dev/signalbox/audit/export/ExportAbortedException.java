package dev.signalbox.audit.export;

/**
 * Thrown when an export fails after its first byte. It has no handler, so the connection is closed
 * and the client detects the incomplete response.
 */
final class ExportAbortedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  ExportAbortedException(String why, Throwable cause) {
    super(why, cause);
  }
}
