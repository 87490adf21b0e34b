package dev.signalbox.audit.ingest;

/** Ends the reading of a text that is no event; never leaves this package. */
@SuppressWarnings("serial")
final class NoEvent extends RuntimeException {

  final String why;

  NoEvent(String why) {
    // thousands of bad lines must not cost thousands of stack traces
    super(why, null, false, false);
    this.why = why;
  }
}
