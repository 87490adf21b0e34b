package dev.signalbox.snapshots.retention;

import dev.signalbox.velero.BackupTrigger;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Set;

/**
 * Which backups are kept. A backup is kept if any rule keeps it. A policy without a rule deletes
 * nothing.
 *
 * @param keepLast number of newest good backups
 * @param daily number of days of which the newest good backup is kept
 * @param weekly number of weeks, which begin on Monday
 * @param monthly number of months
 * @param triggers backups that the policy applies to; manual ones are exempt by default
 * @param zone time zone of days, weeks and months
 */
record RetentionPolicy(
    int keepLast, int daily, int weekly, int monthly, Set<BackupTrigger> triggers, ZoneId zone) {

  /** Deletes nothing. */
  static final RetentionPolicy NONE = new RetentionPolicy(0, 0, 0, 0, Set.of(), ZoneOffset.UTC);

  RetentionPolicy {
    triggers = Set.copyOf(triggers);
    if (keepLast < 0 || daily < 0 || weekly < 0 || monthly < 0) {
      throw new IllegalArgumentException("negative number of backups");
    }
  }

  /** Returns whether the policy has a rule. */
  boolean deletesAnything() {
    return keepLast > 0 || daily > 0 || weekly > 0 || monthly > 0;
  }
}
