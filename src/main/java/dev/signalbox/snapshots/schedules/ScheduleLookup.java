package dev.signalbox.snapshots.schedules;

import dev.signalbox.snapshots.SnapshotLinks;
import dev.signalbox.velero.BackupSchedule;
import dev.signalbox.velero.commands.ScheduleCommands;
import dev.signalbox.velero.state.ScheduleStatus;
import dev.signalbox.velero.state.VeleroState;
import dev.signalbox.web.ObjectNotFoundException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Finds a schedule by name: in memory, in the database, or with a request to the API server until
 * the schedules have been read for the first time.
 */
@Component
class ScheduleLookup {

  private final VeleroState velero;
  private final ScheduleSuspensionRepository suspensions;
  private final ScheduleCommands commands;
  private final JsonMapper json;

  ScheduleLookup(
      VeleroState velero,
      ScheduleSuspensionRepository suspensions,
      ScheduleCommands commands,
      JsonMapper json) {
    this.velero = velero;
    this.suspensions = suspensions;
    this.commands = commands;
    this.json = json;
  }

  /**
   * A schedule.
   *
   * @param stored whether it is stored in Signalbox and deleted in Velero
   * @param suspension its pause or skipped run, or null
   */
  record Found(ScheduleStatus status, boolean stored, @Nullable ScheduleSuspension suspension) {}

  /**
   * Returns a schedule by the segment of its path.
   *
   * @throws ObjectNotFoundException if there is none of that name
   */
  Found get(String segment) {
    String name = SnapshotLinks.name(segment);
    return velero
        .inventory()
        .schedule(name)
        .map(status -> new Found(status, false, suspensions.findById(name).orElse(null)))
        .or(() -> stored(name))
        .or(() -> unread(name))
        .orElseThrow(
            () ->
                new ObjectNotFoundException("schedule", name, "/snapshots/schedules", "schedules"));
  }

  private Optional<Found> stored(String name) {
    return suspensions
        .findById(name)
        .filter(one -> one.manifest() != null)
        .map(
            one ->
                new Found(
                    withoutRuns(BackupSchedule.read(json.readTree(one.manifest()))), true, one));
  }

  private Optional<Found> unread(String name) {
    return velero.caches().schedules().status().isSynced()
        ? Optional.empty()
        : commands
            .findSchedule(name)
            .map(found -> new Found(withoutRuns(found.schedule()), false, null));
  }

  private static ScheduleStatus withoutRuns(BackupSchedule schedule) {
    return new ScheduleStatus(schedule, null, "", null);
  }
}
