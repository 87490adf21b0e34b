package dev.signalbox.snapshots.schedules;

import dev.signalbox.snapshots.SnapshotLinks;
import dev.signalbox.snapshots.backups.RetentionFields;
import dev.signalbox.snapshots.retention.RetentionPeriod;
import dev.signalbox.velero.BackupSchedule;
import dev.signalbox.velero.VeleroCapabilities;
import dev.signalbox.velero.VeleroServer;
import dev.signalbox.velero.schedule.cron.CronCheck;
import dev.signalbox.velero.schedule.cron.CronDialect;
import dev.signalbox.velero.state.ScheduleStatus;
import dev.signalbox.velero.state.VeleroInventory;
import dev.signalbox.web.ActionButton;
import dev.signalbox.web.EmptyState;
import dev.signalbox.web.FreshnessBanner;
import dev.signalbox.web.StatusLabel;
import dev.signalbox.web.TimestampView;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * View model of the list of schedules.
 *
 * @param summary number of schedules and the next run
 * @param empty null if there are schedules
 */
record SchedulesPage(
    FreshnessBanner freshness,
    String summary,
    ActionButton create,
    List<Row> schedules,
    @Nullable EmptyState empty) {

  /**
   * A schedule.
   *
   * @param note what else there is to know, such as an automatic end of a pause; or empty
   * @param next null while it is paused or invalid
   * @param managedBy the tool that reverts changes, or null
   */
  record Row(
      String name,
      String url,
      StatusLabel status,
      String note,
      String cron,
      String description,
      String retention,
      @Nullable TimestampView next,
      @Nullable TimestampView last,
      @Nullable String managedBy) {}

  static SchedulesPage of(
      FreshnessBanner freshness,
      VeleroInventory inventory,
      List<ScheduleSuspension> suspensions,
      ActionButton create,
      Clock clock) {
    Map<String, ScheduleSuspension> suspended =
        suspensions.stream()
            .collect(Collectors.toMap(ScheduleSuspension::name, Function.identity()));
    List<Row> rows =
        Stream.concat(
                inventory.schedules().stream()
                    .map(
                        status ->
                            row(status, suspended.get(status.schedule().name()), inventory, clock)),
                suspensions.stream()
                    .filter(one -> one.manifest() != null)
                    .filter(one -> inventory.schedule(one.name()).isEmpty())
                    .map(one -> stored(one, clock)))
            .toList();
    return new SchedulesPage(
        freshness,
        summary(rows, inventory.nextRun(), clock),
        create,
        rows,
        rows.isEmpty() ? empty(inventory) : null);
  }

  private static EmptyState empty(VeleroInventory inventory) {
    return inventory.capabilities().isInstalled()
        ? new EmptyState(
            "No schedules",
            "Snapshots are taken only when someone requests them.",
            "Create schedule",
            "/snapshots/schedules/new")
        : new EmptyState(
            "Velero is not installed",
            "Schedules appear here within a minute after Velero is installed.",
            "Set up storage and Velero",
            "/snapshots/setup");
  }

  private static Row row(
      ScheduleStatus status,
      @Nullable ScheduleSuspension suspension,
      VeleroInventory inventory,
      Clock clock) {
    BackupSchedule schedule = status.schedule();
    return new Row(
        schedule.name(),
        SnapshotLinks.schedule(schedule.name()),
        label(status),
        note(status, suspension),
        schedule.cron(),
        description(schedule.cron(), inventory, clock.instant()),
        retention(schedule.template().effectiveTtl()),
        TimestampView.ofNullable(status.next().orElse(null), clock),
        TimestampView.ofNullable(schedule.lastBackupAt(), clock),
        schedule.metadata().managedBy());
  }

  private static Row stored(ScheduleSuspension suspension, Clock clock) {
    return new Row(
        suspension.name(),
        SnapshotLinks.schedule(suspension.name()),
        StatusLabel.off("Paused"),
        (suspension.resumeAt() == null
                ? "Stored in Signalbox and deleted in Velero, which can't pause it"
                : "Stored in Signalbox until " + TimestampView.timeOfDay(suspension.resumeAt()))
            + (suspension.failure().isEmpty() ? "" : ". Resuming failed: " + suspension.failure()),
        "",
        "",
        "",
        TimestampView.ofNullable(suspension.resumeAt(), clock),
        null,
        null);
  }

  static StatusLabel label(ScheduleStatus status) {
    BackupSchedule schedule = status.schedule();
    if (schedule.paused()) {
      return StatusLabel.off("Paused");
    }
    return switch (schedule.phase()) {
      case NEW -> StatusLabel.waiting("New");
      case ENABLED -> StatusLabel.ok("Enabled");
      case FAILED_VALIDATION -> StatusLabel.bad("FailedValidation");
      case UNKNOWN -> StatusLabel.unknown(schedule.phaseText());
    };
  }

  /** Returns what else there is to know, such as missed runs; or an empty text. */
  static String note(ScheduleStatus status, @Nullable ScheduleSuspension suspension) {
    BackupSchedule schedule = status.schedule();
    if (!schedule.validationErrors().isEmpty()) {
      return String.join("; ", schedule.validationErrors());
    }
    if (!status.cronError().isEmpty()) {
      return status.cronError();
    }
    if (schedule.paused() && suspension != null && suspension.resumeAt() != null) {
      return "Skips one run; resumes at "
          + TimestampView.timeOfDay(suspension.resumeAt())
          + (suspension.failure().isEmpty() ? "" : ". Resuming failed: " + suspension.failure());
    }
    return status.missed().isEmpty()
        ? ""
        : status.missed().size() == 1
            ? "1 run missed in the last 7 days"
            : status.missed().size() + " runs missed in the last 7 days";
  }

  static String description(String cron, VeleroInventory inventory, Instant now) {
    ZoneId zone = VeleroServer.zone(inventory.server());
    VeleroCapabilities velero = inventory.capabilities();
    return switch (CronCheck.of(cron, CronDialect.of(velero), zone, now)) {
      case CronCheck.Accepted accepted -> accepted.description();
      case CronCheck.TooDense dense -> dense.check().description();
      case CronCheck.Refused refused -> refused.message();
    };
  }

  static String retention(Duration ttl) {
    @Nullable RetentionPeriod period = RetentionPeriod.of(ttl);
    return period == null ? TimestampView.formatDuration(ttl) : RetentionFields.describe(period);
  }

  private static String summary(List<Row> rows, Optional<Instant> next, Clock clock) {
    String count = rows.size() == 1 ? "1 schedule" : rows.size() + " schedules";
    return next.map(
            at ->
                "Automatic snapshots are on · "
                    + count
                    + " · next run "
                    + TimestampView.of(at, clock).relative()
                    + ", "
                    + TimestampView.timeOfDay(at))
        .orElse("Automatic snapshots are off · " + count + " · no run planned");
  }
}
