package dev.signalbox.snapshots.schedules;

import dev.signalbox.audit.CurrentActor;
import dev.signalbox.snapshots.backups.BackupCreation;
import dev.signalbox.snapshots.backups.BackupPlanner;
import dev.signalbox.snapshots.backups.BackupReadiness;
import dev.signalbox.velero.commands.ScheduleCommands;
import dev.signalbox.velero.commands.ScheduleCommands.StoredSchedule;
import dev.signalbox.velero.request.BackupRequest;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Runs schedules now, as {@code velero backup create --from-schedule} does. */
@Component
class ScheduleRun {

  private final ScheduleCommands commands;
  private final BackupCreation creation;
  private final BackupPlanner planner;
  private final BackupReadiness readiness;
  private final CurrentActor actors;
  private final Clock clock;

  ScheduleRun(
      ScheduleCommands commands,
      BackupCreation creation,
      BackupPlanner planner,
      BackupReadiness readiness,
      CurrentActor actors,
      Clock clock) {
    this.commands = commands;
    this.creation = creation;
    this.planner = planner;
    this.readiness = readiness;
    this.actors = actors;
    this.clock = clock;
  }

  /** Takes a snapshot from the template of a schedule. */
  ScheduleOutcome start(String name) {
    @Nullable StoredSchedule found = commands.findSchedule(name).orElse(null);
    if (found == null) {
      return new ScheduleOutcome.Gone(name);
    }
    String location = found.schedule().template().storageLocation();
    List<String> blockers = readiness.blockers(location);
    if (!blockers.isEmpty()) {
      return new ScheduleOutcome.Blocked(blockers);
    }
    ObjectNode manifest =
        BackupRequest.ofSchedule(
            found.schedule(),
            BackupPlanner.origin(actors.actor(), "Run of schedule " + name, UUID.randomUUID()),
            clock.instant());
    planner.addExpectedVolumes(manifest);
    return new ScheduleOutcome.Started(creation.create(manifest, Map.of("schedule", name)));
  }
}
