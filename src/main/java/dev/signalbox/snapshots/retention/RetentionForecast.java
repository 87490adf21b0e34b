package dev.signalbox.snapshots.retention;

import dev.signalbox.kubernetes.ClusterConnection;
import dev.signalbox.snapshots.retention.RetentionCandidate.Installation;
import dev.signalbox.snapshots.retention.RetentionCandidate.Series;
import dev.signalbox.snapshots.retention.RetentionPreview.FutureRun;
import dev.signalbox.velero.Backup;
import dev.signalbox.velero.BackupKind;
import dev.signalbox.velero.SignalboxLabels;
import dev.signalbox.velero.StorageLocation;
import dev.signalbox.velero.VeleroNames;
import dev.signalbox.velero.schedule.cron.CronSchedule;
import dev.signalbox.velero.state.ScheduleStatus;
import dev.signalbox.velero.state.VeleroInventory;
import dev.signalbox.velero.state.VeleroState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What retention rules delete now and later. */
@Component
class RetentionForecast {

  /** How far the preview looks ahead. */
  static final Duration HORIZON = Duration.ofDays(60);

  private static final int MAX_RUNS = 10_000;

  private final VeleroState velero;
  private final ClusterConnection cluster;
  private final Clock clock;

  RetentionForecast(VeleroState velero, ClusterConnection cluster, Clock clock) {
    this.velero = velero;
    this.cluster = cluster;
    this.clock = clock;
  }

  /** Returns the decision about each snapshot now. */
  RetentionPlan plan(RetentionPolicy policy) {
    return RetentionPlan.of(policy, candidates(policy));
  }

  /** Returns when each snapshot will be deleted, if all future runs succeed. */
  RetentionPreview preview(RetentionPolicy policy) {
    Instant now = clock.instant();
    return RetentionPreview.of(policy, candidates(policy), futureRuns(now), now);
  }

  private List<RetentionCandidate> candidates(RetentionPolicy policy) {
    VeleroInventory inventory = velero.inventory();
    Installation installation =
        new Installation(
            cluster.installationNamespace(),
            velero.clusterIdentity(),
            backup -> location(backup, inventory));
    return inventory.backups().stream()
        .map(
            backup ->
                RetentionCandidate.of(
                    backup, policy, installation, one -> !inventory.isIncomplete(one)))
        .toList();
  }

  private static @Nullable StorageLocation location(Backup backup, VeleroInventory inventory) {
    String name = backup.locationName();
    return (name.isEmpty() ? inventory.defaultLocation() : inventory.location(name)).orElse(null);
  }

  private List<FutureRun> futureRuns(Instant now) {
    Instant end = now.plus(HORIZON);
    return velero.inventory().schedules().stream()
        .filter(status -> status.next().isPresent())
        .filter(
            status -> status.schedule().template().coversNamespace(cluster.installationNamespace()))
        .flatMap(status -> runs(status, now, end))
        .toList();
  }

  private static Stream<FutureRun> runs(ScheduleStatus status, Instant now, Instant end) {
    @Nullable CronSchedule cron = status.cron();
    if (cron == null) {
      return Stream.empty();
    }
    Series series =
        new Series(
            VeleroNames.labelValue(status.schedule().name()),
            BackupKind.ofLabel(status.schedule().metadata().label(SignalboxLabels.KIND)));
    return Stream.<@Nullable Instant>iterate(
            cron.next(now), run -> run != null && run.isBefore(end), run -> next(cron, run))
        .filter(Objects::nonNull)
        .limit(MAX_RUNS)
        .map(run -> new FutureRun(run, series));
  }

  private static @Nullable Instant next(CronSchedule cron, @Nullable Instant run) {
    return run == null ? null : cron.next(run);
  }
}
