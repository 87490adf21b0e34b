package dev.signalbox.audit.seal;

/** Something that is not as it came, in words that name it. */
record Finding(String words) {

  static Finding changed(Object event) {
    return new Finding("Event %s was changed after it came.".formatted(event));
  }

  static Finding removed(Object event, long seal) {
    return new Finding("Event %s was removed; seal %d names it.".formatted(event, seal));
  }

  static Finding inserted(Object event, long batch) {
    return new Finding(
        "Event %s was put in past the console; no seal of its batch %d names it."
            .formatted(event, batch));
  }

  static Finding noBatch(Object event, long batch) {
    return new Finding(
        "Event %s was put in past the console; there is no batch %d.".formatted(event, batch));
  }

  static Finding sealChanged(long seal) {
    return new Finding("Seal %d was changed after it was made.".formatted(seal));
  }

  static Finding sealMissing(long seal) {
    return new Finding("Seal %d is missing.".formatted(seal));
  }

  static Finding chainBroken(long seal) {
    return new Finding("Seal %d does not follow the seal before it.".formatted(seal));
  }

  static Finding cutOff(long seal, String why) {
    return new Finding(
        "The checkpoint names seal %d, and %s: the end of the log was cut off or made anew."
            .formatted(seal, why));
  }

  static Finding batchRemoved(long batch, long seal) {
    return new Finding("Batch %d, which seal %d names, is missing.".formatted(batch, seal));
  }

  static Finding neverSealed(long batch) {
    return new Finding("Batch %d is in no seal and waits for none.".formatted(batch));
  }

  static Finding archiveChanged(Object month, int part) {
    return new Finding(
        "What is written down about part %d of the archive of %s was changed."
            .formatted(part, month));
  }

  static Finding missingBeyondArchive(Object month, long events) {
    return new Finding(
        "%,d events of %s are neither in the database nor in the archive."
            .formatted(events, month));
  }
}
