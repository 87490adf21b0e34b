package dev.signalbox.nomad.watching;

/**
 * Whether anything was missed between two streams. The servers do not say: an index that they no
 * longer have is quietly replaced by the closest one. But a stream that is opened at the last index
 * repeats it. So when the first batch is no newer than the last one of before, nothing is missing;
 * when it is newer, or does not come, something may be.
 */
final class Continuity {

  private long last;
  private boolean unsure;

  /** The index of the last batch, or 0. */
  long last() {
    return last;
  }

  /** A stream is opened at the last index. */
  void opening() {
    unsure = last > 0;
  }

  /** Everything was listed while no stream stood: the next one must go back to this index. */
  void listed(long index) {
    if (last == 0) {
      last = index;
    }
    unsure = true;
  }

  /** Everything is listed while the stream stands, so that nothing before it matters. */
  void settled() {
    unsure = false;
  }

  /** Nothing of before holds. */
  void forget() {
    last = 0;
    unsure = false;
  }

  boolean unsure() {
    return unsure;
  }

  /**
   * A batch that is no heartbeat came.
   *
   * @return whether something may be missing before it
   */
  boolean missesBefore(long index) {
    boolean gap = unsure && index > last;
    unsure = false;
    last = Math.max(last, index);
    return gap;
  }
}
