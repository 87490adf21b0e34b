package dev.signalbox.snapshots.schedules;

import dev.signalbox.velero.Backup;
import dev.signalbox.velero.BackupSchedule;
import dev.signalbox.web.FlashMessage;
import dev.signalbox.web.TimestampView;
import java.time.Instant;
import java.util.List;

/** Outcome of a change of a schedule. */
sealed interface ScheduleOutcome {

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

  record Skipped(String name, Instant run) implements ScheduleOutcome {}

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

  record NameTaken(String name) implements ScheduleOutcome {}

  /** There is no such schedule. */
  record Gone(String name) implements ScheduleOutcome {}

  /** Returns the message about the outcome for the user. */
  default FlashMessage message() {
    return switch (this) {
      case Changed changed -> FlashMessage.success("Schedule " + changed.name() + " was changed.");
      case Paused paused ->
          FlashMessage.success(
              "Schedule "
                  + paused.name()
                  + (paused.stored()
                      ? " is paused: stored in Signalbox and deleted in Velero, which can't pause"
                          + " schedules before 1.10."
                      : " is paused."));
      case Resumed resumed ->
          FlashMessage.success(
              "Schedule %s is resumed.%s"
                  .formatted(resumed.name(), resumed.runsNow() ? runsNow(resumed.stored()) : ""));
      case Skipped skipped ->
          FlashMessage.success(
              "The run at "
                  + TimestampView.timeOfDay(skipped.run())
                  + " on "
                  + TimestampView.day(skipped.run())
                  + " is skipped: "
                  + skipped.name()
                  + " is paused until then and resumed automatically.");
      case Started started ->
          FlashMessage.success("Snapshot " + started.backup().name() + " was requested.");
      case Blocked blocked ->
          FlashMessage.error("No action was taken. " + String.join(" ", blocked.reasons()));
      case NoChange same ->
          FlashMessage.error(
              "No change: schedule " + same.name() + " is in that state, or has no next run.");
      case Outdated outdated ->
          FlashMessage.error(
              "No change: schedule %s was changed by someone else. Check it and try again."
                  .formatted(outdated.current().name()));
      case NameTaken taken ->
          FlashMessage.error("A schedule named " + taken.name() + " exists already.");
      case Gone gone -> FlashMessage.error("Schedule " + gone.name() + " no longer exists.");
    };
  }

  private static String runsNow(boolean stored) {
    return stored
        ? " Velero before 1.8 takes a snapshot as soon as a schedule is created."
        : " If a run was missed, Velero makes up for it within a minute.";
  }
}
