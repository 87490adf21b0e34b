package dev.signalbox.snapshots.backups;

import dev.signalbox.audit.Actor;
import dev.signalbox.audit.AuditLog;
import dev.signalbox.audit.Target;
import dev.signalbox.velero.Backup;
import dev.signalbox.velero.DeleteBackupRequest;
import dev.signalbox.velero.DeleteBackupRequest.RequestPhase;
import dev.signalbox.velero.Restore;
import dev.signalbox.velero.commands.BackupCommands;
import dev.signalbox.velero.diagnosis.BackupDiagnosis;
import dev.signalbox.velero.state.VeleroState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Deletes snapshots by requests to Velero. The Backup object itself is never deleted: its files
 * would stay, and Velero would create it again from them.
 */
@Component
public class BackupDeletion {

  /** How long a request may take before a second one is accepted. */
  static final Duration MAX_PROCESSING = BackupDiagnosis.RETRY_DELETION;

  private final BackupCommands commands;
  private final VeleroState velero;
  private final AuditLog audit;
  private final List<SnapshotUse> uses;
  private final Clock clock;

  BackupDeletion(
      BackupCommands commands,
      VeleroState velero,
      AuditLog audit,
      List<SnapshotUse> uses,
      Clock clock) {
    this.commands = commands;
    this.velero = velero;
    this.audit = audit;
    this.uses = uses;
    this.clock = clock;
  }

  /**
   * Requests the deletion of a snapshot.
   *
   * @param uid the snapshot that the caller has seen; empty for any of that name
   * @param why recorded in the audit log
   */
  public DeletionOutcome request(String name, String uid, String why, Actor actor) {
    @Nullable Backup backup = commands.find(name).orElse(null);
    if (backup == null) {
      return new DeletionOutcome.Gone(name);
    }
    if (!uid.isEmpty() && !uid.equals(backup.uid())) {
      return new DeletionOutcome.Replaced(backup);
    }
    if (backup.state().isActive()) {
      return new DeletionOutcome.StillRunning(backup);
    }
    Optional<String> inUse =
        uses.stream().map(use -> use.reasonToKeep(backup)).flatMap(Optional::stream).findFirst();
    if (inUse.isPresent()) {
      return new DeletionOutcome.InUse(backup, inUse.get());
    }
    Optional<Restore> restore = velero.inventory().activeRestore(backup.name());
    if (restore.isPresent()) {
      return new DeletionOutcome.InUse(backup, beingRestored(restore.get()));
    }
    List<DeleteBackupRequest> earlier = requests(backup);
    Optional<DeleteBackupRequest> recent =
        earlier.stream().filter(this::isBeingProcessed).findFirst();
    if (recent.isPresent()) {
      return new DeletionOutcome.InProgress(backup, recent.get());
    }
    audit.recording(
        actor,
        "snapshot.deletion.requested",
        Target.of("snapshot", backup.name(), backup.name()),
        Map.of("uid", backup.uid(), "reason", why, "retry", !earlier.isEmpty()),
        () -> {
          commands.requestDeletion(backup);
          return Boolean.TRUE;
        });
    return new DeletionOutcome.Requested(backup, !earlier.isEmpty());
  }

  /** Returns why a snapshot that Velero is restoring can't be deleted, as full sentences. */
  static String beingRestored(Restore restore) {
    return "The restore %s is reading the snapshot. Delete it after the restore has ended."
        .formatted(restore.metadata().name());
  }

  /** Returns the requests to delete a snapshot, newest first. */
  List<DeleteBackupRequest> requests(Backup backup) {
    return velero.inventory().deleteRequests().stream()
        .filter(request -> request.isFor(backup))
        .sorted(
            Comparator.comparing(
                    (DeleteBackupRequest request) -> request.metadata().createdAt(),
                    Comparator.nullsFirst(Comparator.<Instant>naturalOrder()))
                .reversed())
        .toList();
  }

  private boolean isBeingProcessed(DeleteBackupRequest request) {
    @Nullable Instant created = request.metadata().createdAt();
    return request.phase() != RequestPhase.PROCESSED
        && created != null
        && created.plus(MAX_PROCESSING).isAfter(clock.instant());
  }

  /** Outcome of the request to delete a snapshot. */
  public sealed interface DeletionOutcome {

    /**
     * Velero has the request.
     *
     * @param retried whether it replaces an earlier request
     */
    record Requested(Backup backup, boolean retried) implements DeletionOutcome {}

    /** The snapshot is being taken; Velero refuses to delete it. */
    record StillRunning(Backup backup) implements DeletionOutcome {}

    /**
     * The snapshot is needed now.
     *
     * @param reason full sentence
     */
    record InUse(Backup backup, String reason) implements DeletionOutcome {}

    /** A recent request is being processed. */
    record InProgress(Backup backup, DeleteBackupRequest request) implements DeletionOutcome {}

    /** Another snapshot has the name now. */
    record Replaced(Backup backup) implements DeletionOutcome {}

    /** There is no such snapshot. */
    record Gone(String name) implements DeletionOutcome {}
  }
}
