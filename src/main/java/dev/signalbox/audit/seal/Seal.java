package dev.signalbox.audit.seal;

import java.time.Instant;
import java.util.List;

/**
 * A seal over a number of batches.
 *
 * @param batches in ascending order
 * @param events number of events of all batches
 * @param entries the id and the MAC of each event, 16 bytes each
 * @param previous the MAC of the previous seal, or zeros for the first
 * @param mac over all other components
 */
// seals are never compared by equals
@SuppressWarnings("ArrayRecordComponent")
record Seal(
    long number,
    Instant sealedAt,
    List<Long> batches,
    int events,
    byte[] entries,
    byte[] previous,
    byte[] mac) {

  /** Bytes of an entry: id and MAC. */
  static final int ENTRY = 32;

  static final byte[] NO_PREVIOUS = new byte[32];
}
