package dev.signalbox.velero.coverage;

import dev.signalbox.velero.BackupSpec;
import dev.signalbox.velero.ResourceMetadata;
import dev.signalbox.velero.VeleroLabels;
import dev.signalbox.velero.coverage.VolumeCoverage.NotSaved;
import dev.signalbox.velero.coverage.VolumeCoverage.Reason;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether claims and pods are in the scope of a backup: namespaces, resources and labels. */
record ClaimScope(BackupSpec spec) {

  private static final Set<String> CLAIMS =
      Set.of("persistentvolumeclaims", "persistentvolumeclaim", "pvc");
  private static final Set<String> PODS = Set.of("pods", "pod", "po");

  /** Returns why the claim is not part of the backup, or null. */
  @Nullable NotSaved exclusion(VolumeClaim claim) {
    String name = claim.namespace() + "/" + claim.name();
    if (!spec.coversNamespace(claim.namespace())) {
      return notSaved(
          Reason.NAMESPACE_NOT_INCLUDED,
          "The backup doesn't include the namespace " + claim.namespace() + ".",
          "Add the namespace to the backup.");
    }
    if (!includesResource(CLAIMS)) {
      return notSaved(
          Reason.RESOURCE_NOT_INCLUDED,
          "The backup doesn't include persistentvolumeclaims.",
          "Add persistentvolumeclaims, persistentvolumes and pods to the backup.");
    }
    if (isExcluded(claim.metadata())) {
      return notSaved(
          Reason.EXCLUDED_BY_LABEL,
          name + " has the label " + VeleroLabels.EXCLUDE_FROM_BACKUP + "=true.",
          "Remove the label.");
    }
    if (!isSelected(claim.metadata())) {
      return notSaved(
          Reason.NOT_SELECTED,
          name + " doesn't match the label selector of the backup.",
          "Take a full snapshot, or add a matching label to the claim.");
    }
    return claim.bound()
        ? null
        : notSaved(
            Reason.CLAIM_NOT_BOUND,
            name + " is not bound to a volume and contains no data.",
            "Check the claim's events, or delete it if it isn't used.");
  }

  boolean includesPod(PodVolumes pod) {
    return spec.coversNamespace(pod.metadata().namespace())
        && includesResource(PODS)
        && !isExcluded(pod.metadata())
        && isSelected(pod.metadata());
  }

  private boolean includesResource(Set<String> names) {
    return (spec.includedResources().isEmpty() || contains(spec.includedResources(), names))
        && !contains(spec.excludedResources(), names);
  }

  private static boolean contains(List<String> resources, Set<String> names) {
    return resources.stream().anyMatch(name -> name.equals("*") || names.contains(name));
  }

  private static boolean isExcluded(ResourceMetadata object) {
    return object.label(VeleroLabels.EXCLUDE_FROM_BACKUP).equals("true");
  }

  private boolean isSelected(ResourceMetadata object) {
    return spec.labelSelectors().isEmpty()
        || spec.labelSelectors().stream().anyMatch(one -> one.matches(object.labels()));
  }

  private static NotSaved notSaved(Reason reason, String explanation, String remedy) {
    return new NotSaved(reason, explanation, remedy, null);
  }
}
