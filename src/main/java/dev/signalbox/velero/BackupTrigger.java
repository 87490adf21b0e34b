package dev.signalbox.velero;

/** What started a backup. */
public enum BackupTrigger {
  MANUAL,
  SCHEDULE,
  /** Taken automatically before a restore. */
  SAFETY
}
