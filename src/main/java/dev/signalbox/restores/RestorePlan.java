package dev.signalbox.restores;

import dev.signalbox.velero.coverage.VolumeClaim;
import dev.signalbox.velero.installation.InstallationWorkload;
import java.util.List;

/**
 * What the user confirmed, and the state before the restore to compare with afterwards.
 *
 * @param workloads workloads that are stopped and deleted; none unless objects are replaced
 * @param claims volume claims that are deleted; none unless objects are replaced
 * @param services load balancers before the restore
 * @param nomadClients Nomad clients that were ready before the restore
 */
record RestorePlan(
    List<PlannedWorkload> workloads,
    List<PlannedClaim> claims,
    List<ServiceAddresses> services,
    List<ReadyClient> nomadClients) {

  static final RestorePlan NOTHING = new RestorePlan(List.of(), List.of(), List.of(), List.of());

  RestorePlan {
    workloads = List.copyOf(workloads);
    claims = List.copyOf(claims);
    services = List.copyOf(services);
    nomadClients = List.copyOf(nomadClients);
  }

  /**
   * A workload to delete.
   *
   * @param replicas number of pods before it is stopped
   */
  record PlannedWorkload(InstallationWorkload.Kind kind, String name, String uid, int replicas) {

    static PlannedWorkload of(InstallationWorkload workload) {
      return new PlannedWorkload(
          workload.kind(), workload.name(), workload.metadata().uid(), workload.replicas());
    }

    String reference() {
      return InstallationWorkload.reference(kind, name);
    }

    boolean isSame(InstallationWorkload workload) {
      return workload.metadata().uid().equals(uid);
    }

    /** Returns whether another workload has the name now. */
    boolean isReplacedBy(InstallationWorkload workload) {
      return workload.kind() == kind && workload.name().equals(name) && !isSame(workload);
    }
  }

  /** A volume claim to delete. */
  record PlannedClaim(String name, String uid) {

    static PlannedClaim of(VolumeClaim claim) {
      return new PlannedClaim(claim.name(), claim.metadata().uid());
    }

    boolean isSame(VolumeClaim claim) {
      return claim.metadata().uid().equals(uid);
    }

    boolean isReplacedBy(VolumeClaim claim) {
      return claim.name().equals(name) && !isSame(claim);
    }
  }

  /** A service with a load balancer and its addresses. */
  record ServiceAddresses(String name, List<String> addresses) {}

  /** A Nomad client. */
  record ReadyClient(String id, String name) {}
}
