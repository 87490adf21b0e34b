package dev.signalbox.audit.ingest;

/** Rejects a text as an event; not thrown out of this package. */
@SuppressWarnings("serial")
final class InvalidEventException extends RuntimeException {

  final String reason;

  InvalidEventException(String why) {
    // no stack trace, because a file may have thousands of invalid lines
    super(why, null, false, false);
    this.reason = why;
  }
}
