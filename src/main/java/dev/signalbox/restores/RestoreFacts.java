package dev.signalbox.restores;

import dev.signalbox.velero.Backup;
import dev.signalbox.velero.Restore;
import dev.signalbox.velero.coverage.VolumeClaim;
import dev.signalbox.velero.installation.InstallationWorkload;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was read from the cluster to decide the next step. Parts that the current step doesn't need
 * are empty.
 *
 * @param safety the safety snapshot; null if it doesn't exist
 * @param missingVolumes volumes whose data is missing in the completed safety snapshot
 * @param runningBackup a backup that is in progress, other than the safety snapshot; empty if none
 * @param users names of the pods that use the claims to delete
 * @param restore Velero's restore; null if it doesn't exist
 * @param causes why Velero's restore doesn't progress, as full sentences
 */
record RestoreFacts(
    @Nullable Backup safety,
    List<String> missingVolumes,
    String runningBackup,
    List<InstallationWorkload> workloads,
    List<VolumeClaim> claims,
    List<String> users,
    @Nullable Restore restore,
    List<String> causes,
    Instant now) {

  /** Returns facts without any object. */
  static RestoreFacts at(Instant now) {
    return new RestoreFacts(
        null, List.of(), "", List.of(), List.of(), List.of(), null, List.of(), now);
  }

  RestoreFacts withSafety(@Nullable Backup backup, List<String> missing) {
    return new RestoreFacts(
        backup, missing, runningBackup, workloads, claims, users, restore, causes, now);
  }

  RestoreFacts withRunningBackup(String name) {
    return new RestoreFacts(
        safety, missingVolumes, name, workloads, claims, users, restore, causes, now);
  }

  RestoreFacts withObjects(
      List<InstallationWorkload> currentWorkloads,
      List<VolumeClaim> currentClaims,
      List<String> pods) {
    return new RestoreFacts(
        safety,
        missingVolumes,
        runningBackup,
        currentWorkloads,
        currentClaims,
        pods,
        restore,
        causes,
        now);
  }

  RestoreFacts withRestore(@Nullable Restore current, List<String> why) {
    return new RestoreFacts(
        safety, missingVolumes, runningBackup, workloads, claims, users, current, why, now);
  }
}
