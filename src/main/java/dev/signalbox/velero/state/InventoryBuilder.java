package dev.signalbox.velero.state;

import dev.signalbox.velero.Backup;
import dev.signalbox.velero.BackupRepository;
import dev.signalbox.velero.BackupSchedule;
import dev.signalbox.velero.Restore;
import dev.signalbox.velero.SnapshotState;
import dev.signalbox.velero.VeleroCapabilities;
import dev.signalbox.velero.VeleroNames;
import dev.signalbox.velero.VeleroServer;
import dev.signalbox.velero.VolumeBackup;
import dev.signalbox.velero.coverage.BackupCompleteness;
import dev.signalbox.velero.coverage.ExpectedVolumes;
import dev.signalbox.velero.schedule.ProtectionStatus;
import dev.signalbox.velero.schedule.ScheduleRuns;
import dev.signalbox.velero.schedule.cron.CronDialect;
import dev.signalbox.velero.schedule.cron.CronParser;
import dev.signalbox.velero.schedule.cron.CronSchedule;
import dev.signalbox.velero.schedule.cron.CronSyntaxException;
import dev.signalbox.velero.state.VeleroInventory.NodeAgents;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Derives an inventory from the caches.
 *
 * @param facts what is known about single backups and schedules
 */
record InventoryBuilder(
    VeleroCaches caches,
    VeleroCapabilities capabilities,
    BackupFacts facts,
    Duration objective,
    Instant now) {

  /**
   * What is known about single backups and schedules.
   *
   * @param volumes returns the volume backups of a backup
   * @param runs returns the starts of the recorded runs of a schedule by its label value
   * @param protects whether a restore of the backup would recover this installation
   */
  record BackupFacts(
      Function<Backup, List<VolumeBackup>> volumes,
      ExpectedVolumes expectedVolumes,
      Function<String, List<Instant>> runs,
      Predicate<Backup> protects) {}

  /** How far back runs are compared: older backups may be deleted by now. */
  private static final Duration MAX_LOOKBACK = Duration.ofDays(7);

  private static final int MEDIAN_OF = 20;

  VeleroInventory build() {
    List<Backup> backups = caches.backups().list().stream().sorted(Backup.NEWEST_FIRST).toList();
    Set<String> incomplete =
        backups.stream()
            .filter(this::lacksData)
            .map(Backup::uid)
            .collect(Collectors.toUnmodifiableSet());
    @Nullable VeleroServer server = server();
    ZoneId zone = VeleroServer.zone(server);
    Map<String, List<Backup>> bySchedule =
        backups.stream()
            .filter(backup -> !backup.scheduleName().isEmpty())
            .collect(Collectors.groupingBy(Backup::scheduleName));
    return new VeleroInventory(
        backups,
        byName(backups),
        incomplete,
        caches.schedules().list().stream()
            .map(schedule -> status(schedule, bySchedule, zone))
            .toList(),
        restores(),
        caches.storageLocations().list(),
        caches.deleteRequests().list(),
        repositories(),
        agents(),
        server,
        capabilities,
        ProtectionStatus.of(
            backups,
            backup -> !incomplete.contains(backup.uid()) && facts.protects().test(backup),
            objective,
            now),
        usualDuration(backups),
        now);
  }

  private boolean lacksData(Backup backup) {
    return backup.state() == SnapshotState.COMPLETED
        && BackupCompleteness.compare(
                backup, facts.expectedVolumes().of(backup), facts.volumes().apply(backup))
            instanceof BackupCompleteness.Incomplete;
  }

  private static Map<String, Backup> byName(List<Backup> backups) {
    Map<String, Backup> byName = new HashMap<>();
    backups.forEach(backup -> byName.put(backup.name(), backup));
    return Map.copyOf(byName);
  }

  private List<Restore> restores() {
    return caches.restores().list().stream()
        .sorted(
            Comparator.comparing(
                InventoryBuilder::start, Comparator.nullsFirst(Comparator.reverseOrder())))
        .toList();
  }

  private static @Nullable Instant start(Restore restore) {
    return restore.startedAt() == null ? restore.metadata().createdAt() : restore.startedAt();
  }

  private List<BackupRepository> repositories() {
    return Stream.concat(
            caches.repositories().list().stream(), caches.resticRepositories().list().stream())
        .toList();
  }

  private NodeAgents agents() {
    return new NodeAgents(
        caches.veleroPods().list().stream().map(VeleroPod::agent).filter(Objects::nonNull).toList(),
        caches.nodes().list().size(),
        caches.daemonSets().list().stream()
            .filter(VeleroWorkload::isNodeAgent)
            .max(Comparator.comparing(set -> set.name().equals(capabilities.nodeAgentName())))
            .orElse(null));
  }

  private @Nullable VeleroServer server() {
    @Nullable VeleroWorkload deployment =
        caches.deployments().list().stream()
            .filter(VeleroWorkload::isServer)
            .max(Comparator.comparing(one -> one.name().equals("velero")))
            .orElse(null);
    if (deployment == null) {
      return null;
    }
    List<VeleroPod> pods = caches.veleroPods().list().stream().filter(VeleroPod::isServer).toList();
    @Nullable VeleroPod restarted =
        pods.stream()
            .filter(pod -> pod.lastTerminatedAt() != null)
            .max(Comparator.comparing(pod -> Objects.requireNonNull(pod.lastTerminatedAt())))
            .orElse(null);
    return new VeleroServer(
        deployment.metadata().namespace(),
        deployment.name(),
        deployment.image(),
        deployment.desired(),
        deployment.available(),
        pods.stream()
            .filter(pod -> !pod.ready())
            .map(VeleroPod::reason)
            .filter(reason -> !reason.isEmpty())
            .findFirst()
            .orElse(""),
        restarted == null ? null : restarted.lastTerminatedAt(),
        restarted != null && restarted.outOfMemory(),
        deployment.timeZone(),
        deployment.unavailableSince());
  }

  private ScheduleStatus status(
      BackupSchedule schedule, Map<String, List<Backup>> bySchedule, ZoneId zone) {
    CronSchedule cron;
    try {
      cron = CronParser.parse(schedule.cron(), CronDialect.of(capabilities), zone);
    } catch (CronSyntaxException e) {
      return new ScheduleStatus(
          schedule, null, Objects.requireNonNullElse(e.getMessage(), ""), null);
    }
    String label = VeleroNames.labelValue(schedule.name());
    List<Instant> runs =
        Stream.concat(
                facts.runs().apply(label).stream(),
                bySchedule.getOrDefault(label, List.of()).stream()
                    .map(Backup::sortTime)
                    .filter(Objects::nonNull))
            .toList();
    return new ScheduleStatus(
        schedule, cron, "", ScheduleRuns.compare(schedule, cron, runs, since(schedule), now));
  }

  /** Returns the start of the comparison: before it, expired backups are deleted. */
  private Instant since(BackupSchedule schedule) {
    Duration kept = schedule.template().effectiveTtl();
    return now.minus(kept.compareTo(MAX_LOOKBACK) < 0 ? kept : MAX_LOOKBACK);
  }

  private @Nullable Duration usualDuration(List<Backup> backups) {
    List<Duration> durations =
        backups.stream()
            .filter(backup -> backup.state() == SnapshotState.COMPLETED)
            .map(backup -> backup.duration(now))
            .filter(Objects::nonNull)
            .limit(MEDIAN_OF)
            .sorted()
            .toList();
    return durations.isEmpty() ? null : durations.get(durations.size() / 2);
  }
}
