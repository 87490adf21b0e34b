package dev.signalbox.bench;

/** How many rows a benchmark works with: {@code -Dbench.events}, or {@code -Dbench.full=true}. */
final class Size {

  private Size() {}

  /**
   * What is asked for, else what tells something within minutes, or what the figures were said of.
   */
  static int events(int quick, int full) {
    return Integer.getInteger("bench.events", Boolean.getBoolean("bench.full") ? full : quick);
  }
}
