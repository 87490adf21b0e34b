package dev.signalbox.velero.schedule;

import dev.signalbox.velero.Backup;
import dev.signalbox.velero.SnapshotState;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Age of the last good snapshot against the recovery point objective (RPO).
 *
 * @param lastGood null if there is none
 * @param age time since the start of the last good snapshot: newer data would be lost
 */
public record ProtectionStatus(
    Level level, @Nullable Backup lastGood, @Nullable Duration age, Duration objective) {

  /** Relation of the age to the objective. */
  public enum Level {
    WITHIN,
    EXCEEDED,
    /** No good snapshot exists. */
    UNPROTECTED
  }

  /**
   * Rates the newest good snapshot.
   *
   * @param isSufficient whether the installation can be rebuilt from a completed backup
   */
  public static ProtectionStatus of(
      Collection<Backup> backups, Predicate<Backup> isSufficient, Duration objective, Instant now) {
    @Nullable Backup last =
        backups.stream()
            .filter(backup -> backup.state() == SnapshotState.COMPLETED)
            .filter(backup -> !backup.isExpired(now))
            .filter(backup -> backup.sortTime() != null)
            .filter(isSufficient)
            .max(Comparator.comparing(backup -> startOf(backup, now)))
            .orElse(null);
    if (last == null) {
      return new ProtectionStatus(Level.UNPROTECTED, null, null, objective);
    }
    Instant start = startOf(last, now);
    Duration age = Duration.between(start, now);
    return new ProtectionStatus(
        age.compareTo(objective) > 0 ? Level.EXCEEDED : Level.WITHIN, last, age, objective);
  }

  /** Returns the start, which the clock of the cluster may put into the future. */
  private static Instant startOf(Backup backup, Instant now) {
    @Nullable Instant start = backup.sortTime();
    return start == null || start.isAfter(now) ? now : start;
  }
}
