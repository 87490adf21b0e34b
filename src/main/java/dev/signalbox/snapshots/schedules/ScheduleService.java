package dev.signalbox.snapshots.schedules;

import dev.signalbox.audit.AuditLog;
import dev.signalbox.audit.CurrentActor;
import dev.signalbox.audit.Target;
import dev.signalbox.kubernetes.ClusterConnection;
import dev.signalbox.remote.RemoteSystemException;
import dev.signalbox.snapshots.backups.BackupPlanner;
import dev.signalbox.snapshots.backups.RetentionFields;
import dev.signalbox.velero.SignalboxLabels;
import dev.signalbox.velero.commands.ScheduleCommands;
import dev.signalbox.velero.commands.ScheduleCommands.StoredSchedule;
import dev.signalbox.velero.request.RequestOrigin;
import dev.signalbox.velero.state.VeleroState;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Creates, changes and deletes schedules. Throws {@link RemoteSystemException} if the API server
 * refuses a request.
 */
@Component
class ScheduleService {

  private final ScheduleCommands commands;
  private final ScheduleSuspensionRepository suspensions;
  private final VeleroState velero;
  private final ClusterConnection cluster;
  private final AuditLog audit;
  private final CurrentActor actors;

  ScheduleService(
      ScheduleCommands commands,
      ScheduleSuspensionRepository suspensions,
      VeleroState velero,
      ClusterConnection cluster,
      AuditLog audit,
      CurrentActor actors) {
    this.commands = commands;
    this.suspensions = suspensions;
    this.velero = velero;
    this.cluster = cluster;
    this.audit = audit;
    this.actors = actors;
  }

  /**
   * Creates a schedule from a valid form. A create without a response may have taken effect; the
   * schedule then has the id of the request.
   */
  ScheduleOutcome create(ScheduleForm form) {
    String name = form.nameOrEmpty();
    if (commands.findSchedule(name).isPresent() || suspensions.findById(name).isPresent()) {
      return new ScheduleOutcome.NameTaken(name);
    }
    RequestOrigin origin = origin();
    JsonNode manifest = ScheduleDraft.create(form, cluster, origin).json(velero.capabilities());
    audit.recording(
        "snapshot.schedule.created",
        target(name),
        payload(form),
        () -> {
          try {
            commands.createSchedule(manifest);
          } catch (RemoteSystemException e) {
            if (!isApplied(name, origin.requestId(), e)) {
              throw e;
            }
          }
          return Boolean.TRUE;
        });
    return new ScheduleOutcome.Changed(name);
  }

  private boolean isApplied(String name, String requestId, RemoteSystemException failure) {
    if (!failure.hasUnknownOutcome()) {
      return false;
    }
    try {
      return commands
          .findSchedule(name)
          .filter(
              found ->
                  found.schedule().metadata().label(SignalboxLabels.REQUEST_ID).equals(requestId))
          .isPresent();
    } catch (RemoteSystemException e) {
      failure.addSuppressed(e);
      return false;
    }
  }

  /**
   * Changes times, retention, location and volumes of a schedule from a valid form. Nothing is
   * changed if the form was filled with another state of the schedule.
   */
  ScheduleOutcome change(String name, ScheduleForm form) {
    @Nullable StoredSchedule found = commands.findSchedule(name).orElse(null);
    if (found == null) {
      return new ScheduleOutcome.Gone(name);
    }
    if (form.isOutdated(found.schedule())) {
      return new ScheduleOutcome.Outdated(found.schedule());
    }
    JsonNode changes =
        ScheduleDraft.change(form, found.schedule(), origin()).changes(velero.capabilities());
    audit.recording(
        "snapshot.schedule.changed",
        target(name),
        payload(form),
        () -> {
          commands.patchSchedule(found.schedule(), changes);
          return Boolean.TRUE;
        });
    return new ScheduleOutcome.Changed(name);
  }

  /** Deletes a schedule, or one that is stored in Signalbox. Its snapshots stay. */
  ScheduleOutcome delete(String name) {
    @Nullable StoredSchedule found = commands.findSchedule(name).orElse(null);
    boolean stored = suspensions.findById(name).isPresent();
    if (found == null && !stored) {
      return new ScheduleOutcome.Gone(name);
    }
    audit.recording(
        "snapshot.schedule.deleted",
        target(name),
        Map.of("stored", found == null),
        () -> {
          if (found != null) {
            commands.deleteSchedule(found.schedule());
          }
          suspensions.deleteById(name);
          return Boolean.TRUE;
        });
    return new ScheduleOutcome.Changed(name);
  }

  private RequestOrigin origin() {
    return BackupPlanner.origin(actors.actor(), "", UUID.randomUUID());
  }

  private static Map<String, ?> payload(ScheduleForm form) {
    return Map.of(
        "cron",
        form.cronOrEmpty(),
        "retention",
        RetentionFields.describe(RetentionFields.period(form.amount(), form.unit())),
        "location",
        Objects.requireNonNullElse(form.location(), ""),
        "all_volumes",
        !Boolean.FALSE.equals(form.allVolumes()));
  }

  static Target target(String name) {
    return Target.of("snapshot-schedule", name, name);
  }
}
