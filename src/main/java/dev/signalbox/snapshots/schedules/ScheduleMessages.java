package dev.signalbox.snapshots.schedules;

import dev.signalbox.web.FlashMessage;
import dev.signalbox.web.TimestampView;

/** Messages about the outcome of an action on a schedule. */
final class ScheduleMessages {

  private ScheduleMessages() {}

  static FlashMessage of(ScheduleOutcome outcome) {
    return switch (outcome) {
      case ScheduleOutcome.Changed changed ->
          FlashMessage.success("Schedule " + changed.name() + " was changed.");
      case ScheduleOutcome.Paused paused ->
          FlashMessage.success(
              "Schedule "
                  + paused.name()
                  + (paused.stored()
                      ? " is paused: stored in Signalbox and deleted in Velero, which can't pause"
                          + " schedules before 1.10."
                      : " is paused."));
      case ScheduleOutcome.Resumed resumed ->
          FlashMessage.success(
              "Schedule "
                  + resumed.name()
                  + " is resumed."
                  + (resumed.runsNow() ? runsNow(resumed.stored()) : ""));
      case ScheduleOutcome.Skipped skipped ->
          FlashMessage.success(
              "The run at "
                  + TimestampView.timeOfDay(skipped.run())
                  + " on "
                  + TimestampView.day(skipped.run())
                  + " is skipped: "
                  + skipped.name()
                  + " is paused until then and resumed automatically.");
      case ScheduleOutcome.Started started ->
          FlashMessage.success("Snapshot " + started.backup().name() + " was requested.");
      case ScheduleOutcome.Blocked blocked ->
          FlashMessage.error("No action was taken. " + String.join(" ", blocked.reasons()));
      case ScheduleOutcome.NoChange same ->
          FlashMessage.error(
              "No change: schedule " + same.name() + " is in that state, or has no next run.");
      case ScheduleOutcome.Outdated outdated ->
          FlashMessage.error(
              "No change: schedule "
                  + outdated.current().name()
                  + " was changed by someone else. Check it and try again.");
      case ScheduleOutcome.NameTaken taken ->
          FlashMessage.error("A schedule named " + taken.name() + " exists already.");
      case ScheduleOutcome.Gone gone ->
          FlashMessage.error("Schedule " + gone.name() + " no longer exists.");
    };
  }

  private static String runsNow(boolean stored) {
    return stored
        ? " Velero before 1.8 takes a snapshot as soon as a schedule is created."
        : " If a run was missed, Velero makes up for it within a minute.";
  }
}
