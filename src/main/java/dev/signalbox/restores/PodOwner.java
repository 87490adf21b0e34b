package dev.signalbox.restores;

import dev.signalbox.velero.coverage.PodVolumes;
import dev.signalbox.velero.installation.InstallationWorkload;

/**
 * The controller of a pod.
 *
 * @param kind empty without a controller
 */
record PodOwner(String kind, String name) {

  static PodOwner of(PodVolumes pod) {
    return new PodOwner(pod.ownerKind(), pod.ownerName());
  }

  /** Returns whether the pod belongs to a workload, also through a ReplicaSet. */
  boolean isOf(InstallationWorkload workload) {
    String workloadKind = workload.kind().resource().kind();
    // a Deployment appends the hash of the template to the name of its ReplicaSet
    return kind.equals(workloadKind)
        ? name.equals(workload.name())
        : kind.equals("ReplicaSet")
            && workload.kind() == InstallationWorkload.Kind.DEPLOYMENT
            && name.replaceFirst("-[a-z0-9]+$", "").equals(workload.name());
  }
}
