package dev.signalbox.restores;

import dev.signalbox.restores.RestoreOperation.Attempt;
import dev.signalbox.restores.RestorePlan.PlannedClaim;
import dev.signalbox.velero.Backup;
import dev.signalbox.velero.BackupPhase;
import dev.signalbox.velero.Restore;
import dev.signalbox.velero.SnapshotState;
import dev.signalbox.velero.commands.BackupCommands;
import dev.signalbox.velero.commands.InstallationCommands;
import dev.signalbox.velero.commands.RestoreCommands;
import dev.signalbox.velero.coverage.BackupCompleteness;
import dev.signalbox.velero.coverage.BackupCompleteness.MissingVolume;
import dev.signalbox.velero.coverage.ExpectedVolumesAnnotation;
import dev.signalbox.velero.coverage.PodVolumes;
import dev.signalbox.velero.state.VeleroState;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Reads what the current step of a restore needs. Objects that decide a change come from the API
 * server, not from memory.
 */
@Component
class RestoreFactReader {

  private final BackupCommands backups;
  private final RestoreCommands restores;
  private final InstallationCommands installation;
  private final VeleroState velero;
  private final Clock clock;

  RestoreFactReader(
      BackupCommands backups,
      RestoreCommands restores,
      InstallationCommands installation,
      VeleroState velero,
      Clock clock) {
    this.backups = backups;
    this.restores = restores;
    this.installation = installation;
    this.velero = velero;
    this.clock = clock;
  }

  /**
   * Reads the facts.
   *
   * @throws dev.signalbox.remote.RemoteSystemException if the API server doesn't respond
   */
  RestoreFacts read(RestoreOperation operation) {
    RestoreFacts facts = RestoreFacts.at(clock.instant());
    return switch (operation.step()) {
      case SAFETY_SNAPSHOT -> withSafety(operation, facts);
      case STOP_WORKLOADS, DELETE -> withObjects(operation, facts);
      case CREATE_RESTORE ->
          withRestore(
              operation,
              operation.mode() == RestoreMode.REPLACE ? withObjects(operation, facts) : facts);
      case WAIT -> withRestore(operation, facts);
      case DONE -> facts;
    };
  }

  /** Returns a snapshot as the API server has it now; null if it doesn't exist. */
  @Nullable Backup snapshot(RestoreOperation operation) {
    return backups
        .find(operation.snapshot())
        .filter(backup -> backup.uid().equals(operation.snapshotUid()))
        .orElse(null);
  }

  private RestoreFacts withSafety(RestoreOperation operation, RestoreFacts facts) {
    @Nullable Attempt attempt = operation.safety();
    if (attempt == null) {
      return facts;
    }
    @Nullable Backup backup = backups.findByRequest(attempt.requestId().toString()).orElse(null);
    return facts
        .withSafety(backup, backup == null ? List.of() : missing(backup))
        .withRunningBackup(running(operation));
  }

  private List<String> missing(Backup backup) {
    return backup.state() == SnapshotState.COMPLETED
            && BackupCompleteness.compare(
                    backup, ExpectedVolumesAnnotation.of(backup), velero.volumes(backup))
                instanceof BackupCompleteness.Incomplete incomplete
        ? incomplete.missing().stream().map(MissingVolume::claim).distinct().toList()
        : List.of();
  }

  /** Returns a backup that is in progress, other than the safety snapshot. */
  private String running(RestoreOperation operation) {
    @Nullable Attempt safety = operation.safety();
    return velero.inventory().backups().stream()
        .filter(backup -> backup.status().phase() == BackupPhase.IN_PROGRESS)
        .map(Backup::name)
        .filter(name -> safety == null || !name.equals(safety.name()))
        .findFirst()
        .orElse("");
  }

  private RestoreFacts withObjects(RestoreOperation operation, RestoreFacts facts) {
    Set<String> planned =
        operation.plan().claims().stream().map(PlannedClaim::name).collect(Collectors.toSet());
    return facts
        .withObjects(
            installation.workloads(),
            operation.step() == RestoreOperation.Step.STOP_WORKLOADS
                    && operation.state() == RestoreOperation.State.RUNNING
                ? List.of()
                : installation.claims(),
            velero.pods().stream()
                .filter(
                    pod ->
                        pod.volumes().stream().anyMatch(volume -> planned.contains(volume.claim())))
                .map((PodVolumes pod) -> pod.metadata().name())
                .toList())
        .withRunningBackup(running(operation));
  }

  private RestoreFacts withRestore(RestoreOperation operation, RestoreFacts facts) {
    @Nullable Restore restore =
        restores.findRestore(operation.restore().requestId().toString()).orElse(null);
    return facts.withRestore(
        restore,
        restore == null
            ? List.of()
            : velero.diagnose(restore).stream()
                .map(cause -> cause.explanation() + " " + cause.remedy())
                .toList());
  }
}
