package dev.signalbox.velero.coverage;

import dev.signalbox.velero.coverage.PodVolumes.PodVolume;
import dev.signalbox.velero.coverage.VolumeCoverage.Method;
import dev.signalbox.velero.coverage.VolumeCoverage.NotSaved;
import dev.signalbox.velero.coverage.VolumeCoverage.Reason;
import dev.signalbox.velero.coverage.VolumeCoverage.Saved;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
}
