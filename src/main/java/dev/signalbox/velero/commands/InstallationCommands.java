package dev.signalbox.velero.commands;

import dev.signalbox.remote.ActionRisk;
import dev.signalbox.remote.Mutating;
import dev.signalbox.velero.coverage.VolumeClaim;
import dev.signalbox.velero.installation.InstallationWorkload;
import java.util.List;

/**
 * Stops and deletes objects in the namespace of the installation, so that a restore can create them
 * again. All methods throw {@link dev.signalbox.remote.RemoteSystemException} if the request fails.
 * Changes apply only to the object with the given UID; if it was replaced, they fail with {@code
 * Conflict}. An object that no longer exists is ignored.
 */
public interface InstallationCommands {

  /** Returns the Deployments and StatefulSets as the API server has them now. */
  List<InstallationWorkload> workloads();

  /** Returns the volume claims as the API server has them now. */
  List<VolumeClaim> claims();

  /** Sets the number of pods of a workload. */
  @Mutating(ActionRisk.HIGH)
  void scale(InstallationWorkload workload, int replicas);

  /** Deletes a workload, after what it owns ({@code propagationPolicy: Foreground}). */
  @Mutating(ActionRisk.HIGH)
  void deleteWorkload(InstallationWorkload workload);

  /**
   * Deletes a volume claim ({@code propagationPolicy: Background}). Its volume is deleted if the
   * reclaim policy says so. Kubernetes waits until no pod uses the claim.
   */
  @Mutating(ActionRisk.HIGH)
  void deleteClaim(VolumeClaim claim);
}
