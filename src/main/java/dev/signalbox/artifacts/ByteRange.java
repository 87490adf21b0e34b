package dev.signalbox.artifacts;

/**
 * A range of bytes, at least one.
 *
 * @param first offset of the first byte
 * @param last offset of the last byte
 */
public record ByteRange(long first, long last) {

  public ByteRange {
    if (first < 0 || last < first) {
      throw new IllegalArgumentException("Invalid range: " + first + "-" + last);
    }
  }

  /** Returns the number of bytes. */
  public long length() {
    return last - first + 1;
  }
}
