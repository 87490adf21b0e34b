package dev.signalbox.nomad.informer;

/**
 * Detects events missed between two event streams.
 *
 * <p>Nomad does not report gaps: if the requested index is no longer buffered, the stream silently
 * starts at the closest one. A stream opened at the last received index repeats that batch. So if
 * the first batch is not newer than the last one received before, nothing was missed; if it is
 * newer or does not arrive, events may be missing.
 */
final class GapDetector {

  private long last;
  private boolean isGapPossible;

  /** The index of the last batch, or 0. */
  long last() {
    return last;
  }

  /** Records that a stream is being opened at the last index. */
  void streamOpening() {
    isGapPossible = last > 0;
  }

  /** Records a full list without a connected stream; the next stream must start at this index. */
  void listedWithoutStream(long index) {
    if (last == 0) {
      last = index;
    }
    isGapPossible = true;
  }

  /** Records a full list with a connected stream; earlier events are irrelevant. */
  void listedWithStream() {
    isGapPossible = false;
  }

  void reset() {
    last = 0;
    isGapPossible = false;
  }

  boolean isGapPossible() {
    return isGapPossible;
  }

  /**
   * Records a batch other than a heartbeat.
   *
   * @return whether events before it may be missing
   */
  boolean isGapBefore(long index) {
    boolean gap = isGapPossible && index > last;
    isGapPossible = false;
    last = Math.max(last, index);
    return gap;
  }
}
