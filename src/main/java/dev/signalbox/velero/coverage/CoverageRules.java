package dev.signalbox.velero.coverage;

import dev.signalbox.velero.NodeAgent;
import dev.signalbox.velero.VeleroLabels;
import dev.signalbox.velero.coverage.PodVolumes.PodVolume;
import dev.signalbox.velero.coverage.VolumeCoverage.Method;
import dev.signalbox.velero.coverage.VolumeCoverage.NotSaved;
import dev.signalbox.velero.coverage.VolumeCoverage.Reason;
import dev.signalbox.velero.coverage.VolumeCoverage.Saved;
import dev.signalbox.velero.coverage.VolumeCoverage.Verdict;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
