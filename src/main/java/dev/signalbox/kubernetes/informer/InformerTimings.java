package dev.signalbox.kubernetes.informer;

import java.time.Duration;

/**
 * The intervals of the caches. Tests use shorter ones.
 *
 * @param watch after how long the API server ends a watch, in whole seconds
 * @param watchGrace how much longer a watch may stay silent before it counts as frozen
 * @param settle how long a watch must stay open after a failure before the cache is live again
 * @param interruption how long a live cache may be without an open watch before it is stale
 * @param minRetry the delay after the first failure, which doubles with each further one
 * @param maxRetry the longest delay after a failure; also the delay while the kind is absent or
 *     denied
 * @param probe the interval of requests for the version of the API server
 * @param relist after how long a list replaces what the watches delivered
 */
record InformerTimings(
    Duration watch,
    Duration watchGrace,
    Duration settle,
    Duration interruption,
    Duration minRetry,
    Duration maxRetry,
    Duration probe,
    Duration relist) {

  static final InformerTimings DEFAULT =
      new InformerTimings(
          Duration.ofSeconds(30),
          Duration.ofSeconds(10),
          Duration.ofSeconds(2),
          Duration.ofSeconds(15),
          Duration.ofSeconds(1),
          Duration.ofSeconds(10),
          Duration.ofSeconds(10),
          Duration.ofMinutes(15));

  /** Returns the delay after that many failures in a row. */
  Duration retry(int failures) {
    Duration doubled = minRetry.multipliedBy(1L << Math.min(failures - 1, 10));
    return doubled.compareTo(maxRetry) < 0 ? doubled : maxRetry;
  }
}
