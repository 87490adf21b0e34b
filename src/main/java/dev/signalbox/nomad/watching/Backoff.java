package dev.signalbox.nomad.watching;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next attempt: anything between a second and a bound that doubles to
 * half a minute, so that instances that failed together do not return together. Where the servers
 * count our connections, four times that.
 */
final class Backoff {

  /** For another look at what is under way. */
  static final Duration SOON = Duration.ofSeconds(1);

  private static final Duration LEAST = Duration.ofSeconds(1);
  private static final Duration MOST = Duration.ofSeconds(30);
  private static final int CROWDED = 4;

  private final RandomGenerator random;
  private int failures;

  Backoff(RandomGenerator random) {
    this.random = random;
  }

  Duration next(Trouble trouble) {
    failures = Math.min(failures + 1, 10);
    long bound = Math.min(MOST.toMillis(), LEAST.toMillis() << failures);
    long wait = LEAST.toMillis() + Math.round((bound - LEAST.toMillis()) * random.nextDouble());
    return Duration.ofMillis(trouble.kind() == Trouble.Kind.CROWDED ? wait * CROWDED : wait);
  }

  void reset() {
    failures = 0;
  }
}
