package dev.signalbox.audit.seal;

/** A detected change of the log, as a sentence. */
record IntegrityFinding(String text) {

  static IntegrityFinding changed(Object event) {
    return new IntegrityFinding("Event %s was changed after it was recorded.".formatted(event));
  }

  static IntegrityFinding removed(Object event, long seal) {
    return new IntegrityFinding("Event %s was removed (seal %d).".formatted(event, seal));
  }

  static IntegrityFinding inserted(Object event, long batch) {
    return new IntegrityFinding(
        "Event %s was inserted outside Signalbox (batch %d, no seal).".formatted(event, batch));
  }

  static IntegrityFinding noBatch(Object event, long batch) {
    return new IntegrityFinding(
        "Event %s was inserted outside Signalbox (unknown batch %d).".formatted(event, batch));
  }

  static IntegrityFinding sealChanged(long seal) {
    return new IntegrityFinding("Seal %d was changed.".formatted(seal));
  }

  static IntegrityFinding sealMissing(long seal) {
    return new IntegrityFinding("Seal %d is missing.".formatted(seal));
  }

  static IntegrityFinding chainBroken(long seal) {
    return new IntegrityFinding("Seal %d does not follow the previous seal.".formatted(seal));
  }

  static IntegrityFinding truncated(long seal, String why) {
    return new IntegrityFinding(
        "Checkpoint mismatch at seal %d (%s): the end of the log was truncated or rewritten."
            .formatted(seal, why));
  }

  static IntegrityFinding batchRemoved(long batch, long seal) {
    return new IntegrityFinding("Batch %d of seal %d is missing.".formatted(batch, seal));
  }

  static IntegrityFinding neverSealed(long batch) {
    return new IntegrityFinding("Batch %d has no seal and is not pending.".formatted(batch));
  }

  static IntegrityFinding archiveChanged(Object month, int part) {
    return new IntegrityFinding(
        "The record of part %d of the archive of %s was changed.".formatted(part, month));
  }

  static IntegrityFinding missingBeyondArchive(Object month, long events) {
    return new IntegrityFinding(
        (events == 1
                ? "1 event of " + month + " is"
                : "%,d events of %s are".formatted(events, month))
            + " neither in the database nor in the archive.");
  }
}
