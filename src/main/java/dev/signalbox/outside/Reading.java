package dev.signalbox.outside;

import java.time.Instant;

/** A value read from the outside world, or the fact that it is not known and since when. */
public sealed interface Reading<T> {

  /** The value as it was at that time. */
  record Known<T>(T value, Instant at) implements Reading<T> {}

  /** Not known since that time; {@code why} is a sentence fit to be shown. */
  record Unknown<T>(String why, Instant since) implements Reading<T> {}
}
