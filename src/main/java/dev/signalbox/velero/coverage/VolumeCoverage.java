package dev.signalbox.velero.coverage;

import org.jspecify.annotations.Nullable;

/**
 * Whether a backup saves a claim.
 *
 * @param pod name of the pod that decides; empty if no pod uses the claim
 * @param volume name of the volume in the pod
 */
public record VolumeCoverage(VolumeClaim claim, String pod, String volume, Verdict verdict) {

  /** Whether the data of the volume is saved. */
  public sealed interface Verdict {}

  /** The data is saved. */
  public record Saved(Method method) implements Verdict {}

  /**
   * The data is not saved.
   *
   * @param explanation full sentence with the names concerned
   * @param remedy full sentence; empty if nothing can be done
   * @param fix the annotation that changes it, or null
   */
  public record NotSaved(
      Reason reason, String explanation, String remedy, @Nullable AnnotationFix fix)
      implements Verdict {}

  /** How the data is saved. */
  public enum Method {
    /** A node agent reads the files. */
    FILE_SYSTEM,
    /** A volume snapshot of the storage system, CSI or native. */
    SNAPSHOT
  }

  /** Why the data is not saved. */
  public enum Reason {
    NAMESPACE_NOT_INCLUDED,
    RESOURCE_NOT_INCLUDED,
    EXCLUDED_BY_LABEL,
    NOT_SELECTED,
    CLAIM_NOT_BOUND,
    NO_RUNNING_POD,
    NOT_ANNOTATED,
    EXCLUDED_BY_ANNOTATION,
    NO_NODE_AGENT
  }

  public boolean isSaved() {
    return verdict instanceof Saved;
  }
}
