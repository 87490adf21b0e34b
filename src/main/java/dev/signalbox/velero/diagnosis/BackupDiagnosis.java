package dev.signalbox.velero.diagnosis;

import dev.signalbox.velero.Backup;
import dev.signalbox.velero.BackupPhase;
import dev.signalbox.velero.DeleteBackupRequest;
import dev.signalbox.velero.DeleteBackupRequest.RequestPhase;
import dev.signalbox.velero.VeleroField;
import dev.signalbox.velero.diagnosis.StuckCause.DeletionAbandoned;
import dev.signalbox.velero.diagnosis.StuckCause.DeletionFailed;
import dev.signalbox.velero.diagnosis.StuckCause.DeletionSlow;
import dev.signalbox.velero.diagnosis.StuckCause.InQueue;
import dev.signalbox.velero.diagnosis.StuckCause.Invalid;
import dev.signalbox.velero.diagnosis.StuckCause.NotPickedUp;
import dev.signalbox.velero.diagnosis.StuckCause.SlowerThanUsual;
import dev.signalbox.velero.diagnosis.StuckCause.StalledVolume;
import dev.signalbox.velero.diagnosis.StuckCause.VolumesStalled;
import dev.signalbox.velero.diagnosis.StuckCause.WaitingForBackup;
import dev.signalbox.velero.diagnosis.StuckCause.WaitingForGarbageCollection;
import dev.signalbox.velero.diagnosis.StuckCause.WaitingForSnapshots;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds out why a backup doesn't progress.
 *
 * @param others other backups of this Velero
 * @param transfers volumes of the backup
 * @param deleteRequests all requests to delete backups
 * @param usualDuration median of earlier backups; null if unknown
 */
public record BackupDiagnosis(
    DiagnosisInput velero,
    Collection<Backup> others,
    List<TransferDiagnosis> transfers,
    List<DeleteBackupRequest> deleteRequests,
    @Nullable Duration usualDuration) {

  static final Duration MAX_NEW_BEHIND_ANOTHER = Duration.ofMinutes(5);
  static final Duration MAX_NEW = Duration.ofMinutes(30);
  static final Duration MAX_WAIT_FOR_SNAPSHOTS = Duration.ofMinutes(30);
  static final Duration MAX_DELETING = Duration.ofHours(1);

  /** How long a request may take before a second one is accepted. */
  public static final Duration RETRY_DELETION = Duration.ofMinutes(10);

  static final int SLOW_FACTOR = 3;

  /** Returns the causes, the most important first; none if the backup progresses as expected. */
  public List<StuckCause> causes(Backup backup) {
    List<@Nullable StuckCause> causes = new ArrayList<>();
    BackupPhase phase = backup.status().phase();
    switch (phase) {
      case NEW -> addNew(backup, causes);
      case QUEUED, READY_TO_START -> {
        causes.add(velero.serverDown());
        causes.add(new InQueue(backup.status().queuePosition()));
      }
      case FAILED_VALIDATION -> causes.add(new Invalid(backup.status().validationErrors()));
      case IN_PROGRESS, UPLOADING, UPLOADING_PARTIAL_FAILURE -> addRunning(backup, causes);
      case WAITING_FOR_PLUGIN_OPERATIONS,
          WAITING_FOR_PLUGIN_OPERATIONS_PARTIALLY_FAILED,
          FINALIZING,
          FINALIZING_PARTIALLY_FAILED -> {
        addRunning(backup, causes);
        if (isOlder(backup.status().startedAt(), MAX_WAIT_FOR_SNAPSHOTS)
            && phase.text().startsWith("Waiting")) {
          causes.add(new WaitingForSnapshots(velero.namespace()));
        }
      }
      case DELETING -> addDeleting(backup, causes);
      case COMPLETED, PARTIALLY_FAILED, FAILED -> addExpired(backup, causes);
      case UNKNOWN -> causes.add(velero.serverDown());
    }
    return causes.stream().filter(Objects::nonNull).toList();
  }

  private void addNew(Backup backup, List<@Nullable StuckCause> causes) {
    @Nullable Instant created = backup.metadata().createdAt();
    if (velero.serverDown() != null) {
      causes.add(velero.serverDown());
    } else if (isOlder(created, MAX_NEW_BEHIND_ANOTHER)
        && !velero.capabilities().has(VeleroField.QUEUE_POSITION)
        && running(backup) != null) {
      causes.add(new WaitingForBackup(Objects.requireNonNull(running(backup)).name()));
    } else if (isOlder(created, MAX_NEW)) {
      causes.add(new NotPickedUp(velero.namespace()));
    }
  }

  private @Nullable Backup running(Backup backup) {
    return others.stream()
        .filter(other -> other.status().phase() == BackupPhase.IN_PROGRESS)
        .filter(other -> !other.uid().equals(backup.uid()))
        .findFirst()
        .orElse(null);
  }

  private void addRunning(Backup backup, List<@Nullable StuckCause> causes) {
    causes.add(velero.serverDown());
    causes.add(velero.restartedSince(backup.status().startedAt()));
    causes.add(velero.unusable(backup.locationName(), true));
    List<StalledVolume> stalled =
        transfers.stream()
            .map(transfer -> transfer.stalled(velero))
            .filter(Objects::nonNull)
            .toList();
    if (!stalled.isEmpty()) {
      causes.add(new VolumesStalled(velero.namespace(), stalled));
    }
    @Nullable Duration duration = backup.duration(velero.now());
    if (usualDuration != null && duration != null && usualDuration.toSeconds() > 0) {
      long factor = duration.toSeconds() / usualDuration.toSeconds();
      causes.add(factor >= SLOW_FACTOR ? new SlowerThanUsual(factor) : null);
    }
  }

  private void addDeleting(Backup backup, List<@Nullable StuckCause> causes) {
    causes.add(velero.serverDown());
    causes.add(velero.unusable(backup.locationName(), true));
    List<DeleteBackupRequest> requests =
        deleteRequests.stream().filter(request -> request.isFor(backup)).toList();
    requests.stream()
        .filter(DeleteBackupRequest::hasFailed)
        .findFirst()
        .ifPresent(failed -> causes.add(new DeletionFailed(failed.errors())));
    List<DeleteBackupRequest> processed = requests.stream().filter(this::isBeingProcessed).toList();
    if (!processed.isEmpty()) {
      causes.add(slowDeletion(processed));
    } else if (requests.stream().noneMatch(DeleteBackupRequest::hasFailed)) {
      causes.add(new DeletionAbandoned(velero.namespace()));
    }
  }

  /** Returns the cause if the newest request may be repeated. */
  private @Nullable StuckCause slowDeletion(List<DeleteBackupRequest> processed) {
    return processed.stream()
        .flatMap(request -> Stream.ofNullable(request.metadata().createdAt()))
        .max(Comparator.naturalOrder())
        .filter(created -> isOlder(created, RETRY_DELETION))
        .map(created -> Duration.between(created, velero.now()).toMinutes())
        .map(minutes -> new DeletionSlow(velero.namespace(), minutes))
        .orElse(null);
  }

  /** A request that was in progress when the server restarted is never continued. */
  private boolean isBeingProcessed(DeleteBackupRequest request) {
    @Nullable Instant created = request.metadata().createdAt();
    return (request.phase() == RequestPhase.NEW || request.phase() == RequestPhase.IN_PROGRESS)
        && !isOlder(created, MAX_DELETING)
        && (request.phase() == RequestPhase.NEW || velero.restartedSince(created) == null);
  }

  /** Adds the causes of a failed deletion, too: the backup then keeps or regains its phase. */
  private void addExpired(Backup backup, List<@Nullable StuckCause> causes) {
    deleteRequests.stream()
        .filter(request -> request.isFor(backup) && request.hasFailed())
        .findFirst()
        .ifPresent(failed -> causes.add(new DeletionFailed(failed.errors())));
    if (!backup.isExpired(velero.now())) {
      return;
    }
    causes.add(velero.serverDown());
    @Nullable StuckCause location = velero.unusable(backup.locationName(), true);
    causes.add(location);
    if (location == null && velero.serverDown() == null) {
      causes.add(new WaitingForGarbageCollection());
    }
  }

  private boolean isOlder(@Nullable Instant time, Duration age) {
    return time != null && time.plus(age).isBefore(velero.now());
  }
}
