package dev.signalbox.remote;

import java.time.Instant;

/** A value read from a remote system, or the reason why it is unknown. */
public sealed interface Observed<T> {

  /** The value, and when it was read. */
  record Known<T>(T value, Instant at) implements Observed<T> {}

  /** Unknown since that time; {@code why} is a sentence for the operator. */
  record Unknown<T>(String why, Instant since) implements Observed<T> {}
}
