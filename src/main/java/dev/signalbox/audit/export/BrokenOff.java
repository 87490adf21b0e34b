package dev.signalbox.audit.export;

/**
 * A download ended before its last line. Nobody answers it: the container closes the connection
 * then, so that the receiver sees that something is missing.
 */
final class BrokenOff extends RuntimeException {

  private static final long serialVersionUID = 1L;

  BrokenOff(String why, Throwable cause) {
    super(why, cause);
  }
}
