package dev.signalbox.velero.coverage;

import dev.signalbox.velero.BackupSpec;
import dev.signalbox.velero.NodeAgent;
import dev.signalbox.velero.ResourceMetadata;
import dev.signalbox.velero.VeleroLabels;
import dev.signalbox.velero.coverage.PodVolumes.PodVolume;
import dev.signalbox.velero.coverage.VolumeCoverage.Method;
import dev.signalbox.velero.coverage.VolumeCoverage.NotSaved;
import dev.signalbox.velero.coverage.VolumeCoverage.Reason;
import dev.signalbox.velero.coverage.VolumeCoverage.Saved;
import dev.signalbox.velero.coverage.VolumeCoverage.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Decides for each claim whether a backup saves it, as Velero does: pod volumes by file-system
 * backup if annotated or by default, other claims by snapshot.
 *
 * @param volumes in the order of the claims
 * @param unsavedPodVolumes pod volumes other than claims that hold data and are never saved
 */
public record CoverageReport(List<VolumeCoverage> volumes, List<HostPathVolume> unsavedPodVolumes) {

  /** A hostPath volume; Velero never saves one. */
  public record HostPathVolume(String namespace, String pod, String volume) {}

  public static CoverageReport of(CoverageInput request) {
    ClaimScope scope = new ClaimScope(request.spec());
    CoverageRules rules = new CoverageRules(request);
    Map<String, List<PodVolumes>> podsByClaim = podsByClaim(request.pods());
    List<VolumeCoverage> volumes = new ArrayList<>();
    for (VolumeClaim claim : request.claims()) {
      @Nullable NotSaved outOfScope = scope.exclusion(claim);
      volumes.add(
          outOfScope != null
              ? new VolumeCoverage(claim, "", "", outOfScope)
              : best(
                  claim,
                  podsByClaim.getOrDefault(key(claim.namespace(), claim.name()), List.of()),
                  scope,
                  rules));
    }
    return new CoverageReport(List.copyOf(volumes), hostPaths(request, scope));
  }

  /** Returns the claims that are not saved. */
  public List<VolumeCoverage> notSaved() {
    return volumes.stream().filter(volume -> !volume.isSaved()).toList();
  }

  /** Returns the claims that the backup must contain when it has completed. */
  public List<VolumeCoverage> saved() {
    return volumes.stream().filter(VolumeCoverage::isSaved).toList();
  }

  /** Returns the best result of the pods that use the claim: it is saved if one pod saves it. */
  private static VolumeCoverage best(
      VolumeClaim claim, List<PodVolumes> pods, ClaimScope scope, CoverageRules rules) {
    @Nullable VolumeCoverage best = null;
    for (PodVolumes pod : pods) {
      for (PodVolume volume : pod.volumes()) {
        if (volume.claim().equals(claim.name()) && scope.includesPod(pod)) {
          VolumeCoverage found =
              new VolumeCoverage(
                  claim, pod.metadata().name(), volume.name(), rules.of(claim, pod, volume));
          best = best == null || rank(found) < rank(best) ? found : best;
        }
      }
    }
    return best == null ? new VolumeCoverage(claim, "", "", rules.withoutPod(claim)) : best;
  }

  private static int rank(VolumeCoverage coverage) {
    return switch (coverage.verdict()) {
      case Saved saved -> saved.method() == Method.FILE_SYSTEM ? 0 : 1;
      case NotSaved notSaved -> notSaved.reason() == Reason.NO_RUNNING_POD ? 3 : 2;
    };
  }

  private static List<HostPathVolume> hostPaths(CoverageInput request, ClaimScope scope) {
    List<HostPathVolume> found = new ArrayList<>();
    for (PodVolumes pod : request.pods()) {
      for (PodVolume volume : pod.volumes()) {
        if (volume.type() == PodVolumes.VolumeType.HOST_PATH && scope.includesPod(pod)) {
          found.add(
              new HostPathVolume(pod.metadata().namespace(), pod.metadata().name(), volume.name()));
        }
      }
    }
    return List.copyOf(found);
  }

  private static Map<String, List<PodVolumes>> podsByClaim(List<PodVolumes> pods) {
    return pods.stream()
        .flatMap(
            pod ->
                pod.volumes().stream()
                    .map(PodVolume::claim)
                    .filter(claim -> !claim.isEmpty())
                    .distinct()
                    .map(claim -> Map.entry(key(pod.metadata().namespace(), claim), pod)))
        .collect(
            Collectors.groupingBy(
                Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
  }

  private static String key(String namespace, String claim) {
    return namespace + "/" + claim;
  }

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

  /** Decides whether a claim in the scope of the backup is saved, and by which method. */
  record CoverageRules(CoverageInput request) {

    /** Returns whether the volume of a pod is saved. */
    Verdict of(VolumeClaim claim, PodVolumes pod, PodVolume volume) {
      if (!isFileSystemBackup(pod, volume)) {
        return request.canSnapshot(claim) ? new Saved(Method.SNAPSHOT) : notSelected(pod, volume);
      }
      if (!pod.isRunning()) {
        return noRunningPod("The pod " + pod.metadata().name() + " is " + phase(pod) + ".");
      }
      return hasReadyAgent(pod) ? new Saved(Method.FILE_SYSTEM) : noAgent(pod);
    }

    /** Returns whether a claim that no pod in the scope of the backup uses is saved. */
    Verdict withoutPod(VolumeClaim claim) {
      return request.canSnapshot(claim)
          ? new Saved(Method.SNAPSHOT)
          : noRunningPod("No pod in the backup uses " + claim.name() + ".");
    }

    private boolean isFileSystemBackup(PodVolumes pod, PodVolume volume) {
      return request.savesAllVolumes()
          ? volume.type().isSavedByDefault() && !pod.optedOut().contains(volume.name())
          : pod.optedIn().contains(volume.name());
    }

    private NotSaved notSelected(PodVolumes pod, PodVolume volume) {
      if (request.savesAllVolumes()) {
        return new NotSaved(
            Reason.EXCLUDED_BY_ANNOTATION,
            "The pod excludes it: %s contains %s."
                .formatted(VeleroLabels.BACKUP_VOLUMES_EXCLUDES, volume.name()),
            "Remove " + volume.name() + " from the annotation.",
            AnnotationFix.removeOptOut(pod, volume.name()));
      }
      return new NotSaved(
          Reason.NOT_ANNOTATED,
          "The pod has no annotation %s with %s, and the backup doesn't save all volumes."
              .formatted(VeleroLabels.BACKUP_VOLUMES, volume.name()),
          "Add the annotation, or save all volumes by default.",
          AnnotationFix.optIn(pod, volume.name()));
    }

    private NotSaved noRunningPod(String cause) {
      return new NotSaved(
          Reason.NO_RUNNING_POD,
          cause + " Files are read through a running pod.",
          "Start a pod that mounts the claim.",
          null);
    }

    private boolean hasReadyAgent(PodVolumes pod) {
      return agents(pod).stream().anyMatch(NodeAgent::ready);
    }

    private NotSaved noAgent(PodVolumes pod) {
      @Nullable NodeAgent agent = agents(pod).stream().findFirst().orElse(null);
      String state =
          agent == null
              ? "There is no node agent on " + pod.node() + "."
              : "The node agent "
                  + agent.pod()
                  + " on "
                  + pod.node()
                  + " is not ready"
                  + (agent.reason().isEmpty() ? "." : ": " + agent.reason());
      return new NotSaved(
          Reason.NO_NODE_AGENT,
          state,
          "Check the DaemonSet's tolerations and node selector, and the free CPU and memory of the"
              + " node.",
          null);
    }

    private List<NodeAgent> agents(PodVolumes pod) {
      return request.agents().stream().filter(agent -> agent.node().equals(pod.node())).toList();
    }

    private static String phase(PodVolumes pod) {
      return pod.phase().isEmpty() ? "not running" : pod.phase();
    }
  }
}
