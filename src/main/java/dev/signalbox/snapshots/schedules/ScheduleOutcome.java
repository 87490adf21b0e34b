package dev.signalbox.snapshots.schedules;

import dev.signalbox.velero.Backup;
import dev.signalbox.velero.BackupSchedule;
import java.time.Instant;
import java.util.List;

/** Outcome of a change of a schedule. */
sealed interface ScheduleOutcome {

  /** The schedule was created, changed or deleted. */
  record Changed(String name) implements ScheduleOutcome {}

  /**
   * The schedule is paused.
   *
   * @param stored whether it is stored in Signalbox and deleted, because Velero can't pause it
   */
  record Paused(String name, boolean stored) implements ScheduleOutcome {}

  /**
   * The schedule runs again.
   *
   * @param stored whether it was stored in Signalbox and was created again
   * @param runsNow whether Velero may take a snapshot within a minute
   */
  record Resumed(String name, boolean stored, boolean runsNow) implements ScheduleOutcome {}

  /** One run is skipped. */
  record Skipped(String name, Instant run) implements ScheduleOutcome {}

  /** A snapshot is taken now. */
  record Started(Backup backup) implements ScheduleOutcome {}

  /**
   * The action isn't possible now.
   *
   * @param reasons full sentences; never empty
   */
  record Blocked(List<String> reasons) implements ScheduleOutcome {}

  /** The schedule was in that state already, or has no next run. */
  record NoChange(String name) implements ScheduleOutcome {}

  /** Someone else has changed the schedule since the form was shown. */
  record Outdated(BackupSchedule current) implements ScheduleOutcome {}

  /** Another schedule has the name. */
  record NameTaken(String name) implements ScheduleOutcome {}

  /** There is no such schedule. */
  record Gone(String name) implements ScheduleOutcome {}
}
