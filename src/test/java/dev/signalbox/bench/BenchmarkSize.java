package dev.signalbox.bench;

/** Number of rows of a benchmark: {@code -Dbench.events}, or {@code -Dbench.full=true}. */
final class BenchmarkSize {

  private BenchmarkSize() {}

  /**
   * Returns the requested number of events.
   *
   * @param quick default, for a run of a few minutes
   * @param full size of the published figures, with {@code -Dbench.full=true}
   */
  static int events(int quick, int full) {
    return Integer.getInteger("bench.events", Boolean.getBoolean("bench.full") ? full : quick);
  }
}
