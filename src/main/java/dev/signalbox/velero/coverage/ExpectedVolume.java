package dev.signalbox.velero.coverage;

/**
 * A volume that a backup was expected to save when it started.
 *
 * @param claimUid empty if unknown
 * @param volume name of the volume in the pod; empty for a snapshot
 */
public record ExpectedVolume(
    String namespace,
    String claim,
    String claimUid,
    String pod,
    String volume,
    VolumeCoverage.Method method) {

  /** Returns the expected volume of a coverage, which must be saved. */
  public static ExpectedVolume of(VolumeCoverage coverage) {
    if (!(coverage.verdict() instanceof VolumeCoverage.Saved saved)) {
      throw new IllegalArgumentException("not saved: " + coverage.claim().name());
    }
    return new ExpectedVolume(
        coverage.claim().namespace(),
        coverage.claim().name(),
        coverage.claim().metadata().uid(),
        coverage.pod(),
        coverage.volume(),
        saved.method());
  }
}
