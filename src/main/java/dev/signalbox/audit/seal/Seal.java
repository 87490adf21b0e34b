package dev.signalbox.audit.seal;

import java.time.Instant;
import java.util.List;

/**
 * What one seal covers.
 *
 * @param batches the batches in their order
 * @param events how many events they have together
 * @param entries of each event its id and its mac, 16 bytes each
 * @param previous the mac of the seal before, or zeros for the first
 * @param mac over everything else here
 */
// never compared as a whole
@SuppressWarnings("ArrayRecordComponent")
record Seal(
    long number,
    Instant sealedAt,
    List<Long> batches,
    int events,
    byte[] entries,
    byte[] previous,
    byte[] mac) {

  /** Bytes of an entry: an id and a mac. */
  static final int ENTRY = 32;

  static final byte[] BEFORE_THE_FIRST = new byte[32];
}
