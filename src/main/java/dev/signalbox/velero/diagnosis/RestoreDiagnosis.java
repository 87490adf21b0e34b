package dev.signalbox.velero.diagnosis;

import dev.signalbox.velero.Restore;
import dev.signalbox.velero.RestorePhase;
import dev.signalbox.velero.diagnosis.StuckCause.FinalizerPending;
import dev.signalbox.velero.diagnosis.StuckCause.Invalid;
import dev.signalbox.velero.diagnosis.StuckCause.NotPickedUp;
import dev.signalbox.velero.diagnosis.StuckCause.StalledVolume;
import dev.signalbox.velero.diagnosis.StuckCause.VolumesStalled;
import dev.signalbox.velero.diagnosis.StuckCause.WaitingForSnapshots;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Finds out why a restore doesn't progress.
 *
 * @param storageLocation location of the restored backup; empty if unknown
 * @param transfers volumes of the restore
 */
public record RestoreDiagnosis(
    DiagnosisInput velero, String storageLocation, List<TransferDiagnosis> transfers) {

  static final Duration MAX_NEW = Duration.ofMinutes(5);
  static final Duration MAX_WAIT = Duration.ofMinutes(30);

  /** Returns the causes, the most important first; none if the restore progresses as expected. */
  public List<StuckCause> causes(Restore restore) {
    List<@Nullable StuckCause> causes = new ArrayList<>();
    if (restore.metadata().deletedAt() != null) {
      causes.add(velero.serverDown());
      causes.add(new FinalizerPending());
    }
    switch (restore.phase()) {
      case NEW -> addNew(restore, causes);
      case FAILED_VALIDATION -> causes.add(new Invalid(restore.validationErrors()));
      case IN_PROGRESS,
          WAITING_FOR_PLUGIN_OPERATIONS,
          WAITING_FOR_PLUGIN_OPERATIONS_PARTIALLY_FAILED,
          FINALIZING,
          FINALIZING_PARTIALLY_FAILED ->
          addRunning(restore, causes);
      case COMPLETED, PARTIALLY_FAILED, FAILED, UNKNOWN -> {}
    }
    return causes.stream().filter(Objects::nonNull).distinct().toList();
  }

  private void addNew(Restore restore, List<@Nullable StuckCause> causes) {
    @Nullable StuckCause down = velero.serverDown();
    causes.add(down);
    if (down == null && isOlder(restore.metadata().createdAt(), MAX_NEW)) {
      causes.add(new NotPickedUp(velero.namespace()));
    }
  }

  private void addRunning(Restore restore, List<@Nullable StuckCause> causes) {
    causes.add(velero.serverDown());
    causes.add(velero.restartedSince(restore.startedAt()));
    causes.add(velero.unusable(storageLocation, false));
    List<StalledVolume> stalled =
        transfers.stream()
            .map(transfer -> transfer.stalled(velero))
            .filter(Objects::nonNull)
            .toList();
    if (!stalled.isEmpty()) {
      causes.add(new VolumesStalled(velero.namespace(), stalled));
    }
    if (restore.phase() != RestorePhase.IN_PROGRESS && isOlder(restore.startedAt(), MAX_WAIT)) {
      causes.add(new WaitingForSnapshots(velero.namespace()));
    }
  }

  private boolean isOlder(@Nullable Instant time, Duration age) {
    return time != null && time.plus(age).isBefore(velero.now());
  }
}
