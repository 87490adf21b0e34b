package dev.signalbox.restores;

import dev.signalbox.velero.Restore;
import dev.signalbox.velero.TransferProgress;
import dev.signalbox.velero.VolumeRestore;
import java.time.Instant;
import java.util.List;
import java.util.StringJoiner;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How Velero's restore ended. Kept, because Velero deletes the restore with its backup.
 *
 * @param phase Velero's phase
 * @param failure reason of a failure as Velero reports it; otherwise empty
 */
record RestoreOutcome(
    String phase,
    String failure,
    long warnings,
    long errors,
    long itemsRestored,
    long totalItems,
    int volumes,
    long volumeBytes,
    @Nullable Instant startedAt,
    @Nullable Instant completedAt) {

  static RestoreOutcome of(Restore restore, List<VolumeRestore> volumes) {
    return new RestoreOutcome(
        restore.phaseText().isEmpty() ? "New" : restore.phaseText(),
        failure(restore),
        restore.warnings(),
        restore.errors(),
        restore.progress().done(),
        restore.progress().total(),
        volumes.size(),
        volumes.stream()
            .map(volume -> volume.status().progress())
            .reduce(TransferProgress.NONE, TransferProgress::plus)
            .size(),
        restore.startedAt(),
        restore.completedAt());
  }

  /** Returns the reason of a failure as Velero reports it, or an empty text. */
  static String failure(Restore restore) {
    StringJoiner failure = new StringJoiner("; ");
    Stream.concat(Stream.of(restore.failureReason()), restore.validationErrors().stream())
        .filter(text -> !text.isEmpty())
        .forEach(failure::add);
    return failure.toString();
  }
}
