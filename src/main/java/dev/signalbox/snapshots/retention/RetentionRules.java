package dev.signalbox.snapshots.retention;

import dev.signalbox.velero.BackupTrigger;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The retention rules.
 *
 * @param version 0 until they are saved for the first time
 * @param enabled whether snapshots are deleted by them
 * @param manual whether they apply to snapshots that users took, too
 * @param savedBy null until they are saved
 * @param savedAt null until they are saved
 */
record RetentionRules(
    int version,
    boolean enabled,
    int keepLast,
    int daily,
    int weekly,
    int monthly,
    boolean manual,
    @Nullable String savedBy,
    @Nullable Instant savedAt) {

  /** The rules until they are saved: nothing is deleted. */
  static final RetentionRules NONE = new RetentionRules(0, false, 7, 7, 4, 12, false, null, null);

  /**
   * Returns the policy, which deletes nothing unless the rules are enabled. Days, weeks and months
   * are those of UTC.
   */
  RetentionPolicy policy() {
    if (!enabled) {
      return RetentionPolicy.NONE;
    }
    Set<BackupTrigger> triggers = EnumSet.of(BackupTrigger.SCHEDULE);
    if (manual) {
      triggers.add(BackupTrigger.MANUAL);
    }
    return new RetentionPolicy(keepLast, daily, weekly, monthly, triggers, ZoneOffset.UTC);
  }
}
