package dev.signalbox.velero;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code status} of a Backup.
 *
 * @param phaseText Velero's text, also of an unknown phase
 * @param expiresAt set when the backup starts; later changes of {@code spec.ttl} have no effect
 * @param queuePosition since Velero 1.18; otherwise 0
 */
public record BackupStatus(
    BackupPhase phase,
    String phaseText,
    @Nullable Instant startedAt,
    @Nullable Instant completedAt,
    @Nullable Instant expiresAt,
    ItemProgress progress,
    long warnings,
    long errors,
    String failureReason,
    List<String> validationErrors,
    Attempts volumeSnapshots,
    Attempts csiVolumeSnapshots,
    Attempts hooks,
    long queuePosition) {

  /**
   * Number of Kubernetes objects.
   *
   * @param total grows while the backup runs
   */
  public record ItemProgress(long done, long total) {

    static ItemProgress read(ResourceJson progress, String done) {
      return new ItemProgress(progress.number(done), progress.number("totalItems"));
    }
  }

  /** Attempts, of which some failed. */
  public record Attempts(long attempted, long failed) {}

  static BackupStatus read(ResourceJson status) {
    String phase = status.text("phase");
    return new BackupStatus(
        BackupPhase.of(phase),
        phase,
        status.instant("startTimestamp"),
        status.instant("completionTimestamp"),
        status.instant("expiration"),
        ItemProgress.read(status.at("progress"), "itemsBackedUp"),
        status.number("warnings"),
        status.number("errors"),
        status.text("failureReason"),
        status.texts("validationErrors"),
        snapshots(status, "volumeSnapshots"),
        snapshots(status, "csiVolumeSnapshots"),
        new Attempts(
            status.number("hookStatus", "hooksAttempted"),
            status.number("hookStatus", "hooksFailed")),
        status.number("queuePosition"));
  }

  private static Attempts snapshots(ResourceJson status, String prefix) {
    long attempted = status.number(prefix + "Attempted");
    return new Attempts(attempted, Math.max(0, attempted - status.number(prefix + "Completed")));
  }
}
