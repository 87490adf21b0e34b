package dev.signalbox.nomad.informer;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Exponential backoff with jitter: a random delay between 1 s and a bound that doubles from 2 s to
 * 30 s. If the connection limit of the servers is reached, the delay is four times as long.
 */
final class Backoff {

  /** Delay before checking on a request in progress. */
  static final Duration SOON = Duration.ofSeconds(1);

  private static final Duration MIN = Duration.ofSeconds(1);
  private static final Duration MAX = Duration.ofSeconds(30);
  private static final int CONNECTION_LIMIT_FACTOR = 4;

  private final RandomGenerator random;
  private int failures;

  Backoff(RandomGenerator random) {
    this.random = random;
  }

  Duration next(SyncFailure failure) {
    failures = Math.min(failures + 1, 10);
    long bound = Math.min(MAX.toMillis(), MIN.toMillis() << failures);
    long delay = MIN.toMillis() + Math.round((bound - MIN.toMillis()) * random.nextDouble());
    boolean limited = failure.kind() == SyncFailure.Kind.CONNECTION_LIMIT;
    return Duration.ofMillis(limited ? delay * CONNECTION_LIMIT_FACTOR : delay);
  }

  void reset() {
    failures = 0;
  }
}
