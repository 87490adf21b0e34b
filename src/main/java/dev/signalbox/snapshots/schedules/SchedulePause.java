package dev.signalbox.snapshots.schedules;

import dev.signalbox.audit.Actor;
import dev.signalbox.audit.AuditLog;
import dev.signalbox.remote.RemoteSystemException;
import dev.signalbox.velero.BackupSchedule;
import dev.signalbox.velero.VeleroCapabilities;
import dev.signalbox.velero.VeleroField;
import dev.signalbox.velero.VeleroServer;
import dev.signalbox.velero.commands.ScheduleCommands;
import dev.signalbox.velero.commands.ScheduleCommands.StoredSchedule;
import dev.signalbox.velero.request.ScheduleRequest;
import dev.signalbox.velero.schedule.ScheduleRuns;
import dev.signalbox.velero.schedule.cron.CronDialect;
import dev.signalbox.velero.schedule.cron.CronParser;
import dev.signalbox.velero.schedule.cron.CronSyntaxException;
import dev.signalbox.velero.state.VeleroState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Pauses and resumes schedules, and skips single runs. Velero can pause since 1.10 and resume
 * without making up for missed runs since 1.13. Where it can't, the schedule is stored in the
 * database and deleted, and created again to resume it.
 *
 * <p>Velero has no means to skip a future run: the schedule is paused until the time of the run has
 * passed.
 */
@Component
class SchedulePause {

  /** How long after a skipped run the schedule is resumed. Velero checks it once a minute. */
  private static final Duration AFTER_RUN = Duration.ofMinutes(1);

  /** How long a request that suspends a schedule takes at most. */
  private static final Duration MAX_REQUEST = Duration.ofMinutes(1);

  private static final int CONFLICT = 409;
  private static final int NOT_FOUND = 404;

  private static final ScheduleOutcome UNKNOWN =
      new ScheduleOutcome.Blocked(
          List.of(
              "It is not known yet whether this Velero can pause schedules. Retry in a minute."));

  private final ScheduleCommands commands;
  private final ScheduleSuspensionRepository suspensions;
  private final VeleroState velero;
  private final AuditLog audit;
  private final JsonMapper json;
  private final Clock clock;

  SchedulePause(
      ScheduleCommands commands,
      ScheduleSuspensionRepository suspensions,
      VeleroState velero,
      AuditLog audit,
      JsonMapper json,
      Clock clock) {
    this.commands = commands;
    this.suspensions = suspensions;
    this.velero = velero;
    this.audit = audit;
    this.json = json;
    this.clock = clock;
  }

  /** Pauses a schedule until it is resumed. */
  ScheduleOutcome pause(String name, Actor actor) {
    return pause(name, actor, velero.capabilities());
  }

  ScheduleOutcome pause(String name, Actor actor, VeleroCapabilities capabilities) {
    @Nullable StoredSchedule found = commands.findSchedule(name).orElse(null);
    if (found == null) {
      if (suspensions.findById(name).isEmpty()) {
        return new ScheduleOutcome.Gone(name);
      }
      return extended(name, suspensions.keepStored(name), true, actor);
    }
    if (found.schedule().paused()) {
      return extended(name, suspensions.deleteSkip(name), false, actor);
    }
    if (isUnknown(capabilities)) {
      return UNKNOWN;
    }
    if (capabilities.has(VeleroField.PAUSED)) {
      setPaused(found, true, actor, "snapshot.schedule.paused", "");
      // a skipped run would end this pause
      suspensions.deleteSkip(name);
      return new ScheduleOutcome.Paused(name, false);
    }
    return store(found, null, actor, "snapshot.schedule.paused")
        ? new ScheduleOutcome.Paused(name, true)
        : new ScheduleOutcome.NoChange(name);
  }

  /** Returns the outcome of a pause of a schedule that was paused for a skipped run, if any. */
  private ScheduleOutcome extended(String name, int changed, boolean stored, Actor actor) {
    if (changed == 0) {
      return new ScheduleOutcome.NoChange(name);
    }
    audit.record(
        actor,
        "snapshot.schedule.paused",
        ScheduleService.target(name),
        true,
        Map.of("stored", stored));
    return new ScheduleOutcome.Paused(name, stored);
  }

  /** Pauses a schedule until its next run would have started. */
  ScheduleOutcome skipNext(String name, Actor actor) {
    return skipNext(name, actor, velero.capabilities());
  }

  ScheduleOutcome skipNext(String name, Actor actor, VeleroCapabilities capabilities) {
    @Nullable StoredSchedule found = commands.findSchedule(name).orElse(null);
    if (found == null) {
      return new ScheduleOutcome.Gone(name);
    }
    if (isUnknown(capabilities)) {
      return UNKNOWN;
    }
    Instant now = clock.instant();
    @Nullable Instant run = next(found.schedule(), capabilities, now);
    if (run == null) {
      return new ScheduleOutcome.NoChange(name);
    }
    if (!run.isAfter(now)) {
      return new ScheduleOutcome.Blocked(
          List.of("The run is due and starts within a minute. It can no longer be skipped."));
    }
    Instant resumeAt = run.plus(AFTER_RUN);
    boolean skipped =
        canHold(capabilities)
            ? hold(found, resumeAt, actor)
            : store(found, resumeAt, actor, "snapshot.schedule.run.skipped");
    return skipped ? new ScheduleOutcome.Skipped(name, run) : new ScheduleOutcome.NoChange(name);
  }

  private @Nullable Instant next(
      BackupSchedule schedule, VeleroCapabilities capabilities, Instant now) {
    try {
      return ScheduleRuns.next(
          schedule,
          CronParser.parse(
              schedule.cron(),
              CronDialect.of(capabilities),
              VeleroServer.zone(velero.inventory().server())),
          now);
    } catch (CronSyntaxException e) {
      return null;
    }
  }

  /** Resumes a schedule after a skipped run, unless it was resumed or paused meanwhile. */
  ScheduleOutcome resumeAfterSkip(ScheduleSuspension due) {
    @Nullable ScheduleSuspension current = suspensions.findById(due.name()).orElse(null);
    return current != null && current.isSame(due) && current.resumeAt() != null
        ? resume(due.name(), due.actor(), due.failure())
        : new ScheduleOutcome.NoChange(due.name());
  }

  /**
   * Resumes a schedule.
   *
   * @param lastFailure message of the last failure of an automatic attempt, or empty
   */
  ScheduleOutcome resume(String name, Actor actor, String lastFailure) {
    @Nullable StoredSchedule found = commands.findSchedule(name).orElse(null);
    @Nullable ScheduleSuspension stored = suspensions.findById(name).orElse(null);
    if (found != null) {
      boolean paused = found.schedule().paused();
      VeleroCapabilities capabilities = velero.capabilities();
      if (paused && !capabilities.has(VeleroField.PAUSED)) {
        return UNKNOWN;
      }
      if (paused) {
        setPaused(found, false, actor, "snapshot.schedule.resumed", lastFailure);
      }
      forget(name, stored);
      return paused
          ? new ScheduleOutcome.Resumed(
              name, false, !capabilities.has(VeleroField.SKIP_IMMEDIATELY))
          : new ScheduleOutcome.NoChange(name);
    }
    if (stored == null || stored.manifest() == null) {
      forget(name, stored);
      return new ScheduleOutcome.Gone(name);
    }
    audit.recording(
        actor,
        "snapshot.schedule.resumed",
        ScheduleService.target(name),
        Map.of("stored", true),
        lastFailure,
        () -> {
          commands.createSchedule(json.readTree(stored.manifest()));
          return Boolean.TRUE;
        });
    forget(name, stored);
    return new ScheduleOutcome.Resumed(name, true, velero.capabilities().mayRunOnCreation());
  }

  private void forget(String name, @Nullable ScheduleSuspension suspension) {
    if (suspension != null) {
      suspensions.delete(name, suspension.suspendedAt());
    }
  }

  private void setPaused(
      StoredSchedule found, boolean paused, Actor actor, String action, String lastFailure) {
    audit.recording(
        actor,
        action,
        ScheduleService.target(found.schedule().name()),
        Map.of("stored", false),
        lastFailure,
        () -> {
          commands.patchSchedule(
              found.schedule(), ScheduleRequest.pause(paused, velero.capabilities()));
          return Boolean.TRUE;
        });
  }

  /**
   * Pauses a schedule for a skipped run.
   *
   * @return false if another request suspends it
   */
  private boolean hold(StoredSchedule found, Instant resumeAt, Actor actor) {
    String name = found.schedule().name();
    ScheduleSuspension own = suspension(name, null, resumeAt, actor);
    if (!insert(own)) {
      return false;
    }
    try {
      setPaused(found, true, actor, "snapshot.schedule.run.skipped", "");
    } catch (RemoteSystemException e) {
      // no other request relies on this row, because each inserts its own one
      if (isRefused(e)) {
        suspensions.delete(name, own.suspendedAt());
      }
      throw e;
    }
    return true;
  }

  /**
   * Stores the schedule first, so that it can't be lost, and deletes it then.
   *
   * @return false if another request suspends it
   */
  private boolean store(
      StoredSchedule found, @Nullable Instant resumeAt, Actor actor, String action) {
    String name = found.schedule().name();
    ScheduleSuspension own =
        suspension(name, json.writeValueAsString(found.object()), resumeAt, actor);
    if (!insert(own)) {
      return false;
    }
    try {
      audit.recording(
          actor,
          action,
          ScheduleService.target(name),
          Map.of("stored", true),
          () -> {
            commands.deleteSchedule(found.schedule());
            return Boolean.TRUE;
          });
    } catch (RemoteSystemException e) {
      // after a conflict or if it is gone, this may be the only copy
      if (isRefused(e) && e.status() != CONFLICT && e.status() != NOT_FOUND) {
        suspensions.delete(name, own.suspendedAt());
      }
      throw e;
    }
    return true;
  }

  private boolean insert(ScheduleSuspension suspension) {
    suspensions.deleteAbandoned(suspension.name(), suspension.suspendedAt().minus(MAX_REQUEST));
    return suspensions.insert(
            suspension.name(),
            suspension.manifest(),
            suspension.resumeAt(),
            suspension.suspendedAt(),
            suspension.actor().type(),
            suspension.actor().id(),
            suspension.actor().name())
        == 1;
  }

  private ScheduleSuspension suspension(
      String name, @Nullable String manifest, @Nullable Instant resumeAt, Actor actor) {
    // as exact as the database, because it identifies the suspension
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    return new ScheduleSuspension(name, manifest, resumeAt, now, actor);
  }

  private static boolean isRefused(RemoteSystemException failure) {
    return !failure.hasUnknownOutcome();
  }

  private static boolean isUnknown(VeleroCapabilities capabilities) {
    return !capabilities.has(VeleroField.PAUSED) && !capabilities.lacksPauses();
  }

  private static boolean canHold(VeleroCapabilities capabilities) {
    return capabilities.has(VeleroField.PAUSED) && capabilities.has(VeleroField.SKIP_IMMEDIATELY);
  }
}
