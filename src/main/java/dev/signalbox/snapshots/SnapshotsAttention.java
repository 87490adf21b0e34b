package dev.signalbox.snapshots;

import dev.signalbox.kubernetes.CacheStatus;
import dev.signalbox.velero.Backup;
import dev.signalbox.velero.SnapshotState;
import dev.signalbox.velero.StorageLocation;
import dev.signalbox.velero.schedule.ProtectionStatus;
import dev.signalbox.velero.state.ScheduleStatus;
import dev.signalbox.velero.state.VeleroInventory;
import dev.signalbox.velero.state.VeleroState;
import dev.signalbox.web.AttentionItem;
import dev.signalbox.web.AttentionSource;
import dev.signalbox.web.Section;
import dev.signalbox.web.TimestampView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Reports that the last good snapshot is too old, that runs were missed, that a snapshot does not
 * progress, and that a storage location is unavailable.
 */
@Component
class SnapshotsAttention implements AttentionSource {

  private final VeleroState velero;

  SnapshotsAttention(VeleroState velero) {
    this.velero = velero;
  }

  @Override
  public Section section() {
    return Section.SNAPSHOTS;
  }

  @Override
  public String topic() {
    return VeleroState.TOPIC;
  }

  @Override
  public @Nullable String outdatedData() {
    CacheStatus status = velero.backupsStatus();
    @Nullable Instant confirmed = status.confirmedAt();
    return status.state() == CacheStatus.State.STALE && confirmed != null
        ? "Velero data from " + TimestampView.timeOfDay(confirmed)
        : null;
  }

  @Override
  public List<AttentionItem> items() {
    CacheStatus status = velero.backupsStatus();
    if (!status.isSynced() || status.state() == CacheStatus.State.ABSENT) {
      return List.of();
    }
    VeleroInventory inventory = velero.inventory();
    List<AttentionItem> items = new ArrayList<>();
    addProtection(inventory, items);
    addLocations(inventory, items);
    inventory.backups().stream()
        .filter(backup -> !backup.state().isFinal())
        .flatMap(backup -> stuck(backup).stream())
        .forEach(items::add);
    inventory.schedules().stream()
        .filter(schedule -> !schedule.missed().isEmpty())
        .map(SnapshotsAttention::missed)
        .forEach(items::add);
    return items;
  }

  /** Returns an item if the operator has to act on a snapshot or its deletion. */
  private Optional<AttentionItem> stuck(Backup backup) {
    return velero.diagnose(backup).stream()
        .filter(cause -> !cause.isOnlyWaiting())
        .findFirst()
        .map(
            cause ->
                AttentionItem.ofFailure(
                    "Stuck",
                    1,
                    backup.state() == SnapshotState.DELETING
                        ? "The deletion of %s does not finish".formatted(backup.name())
                        : "%s does not progress".formatted(backup.name()),
                    cause.explanation(),
                    cause.remedy(),
                    SnapshotLinks.show(backup.name()) + "#why"));
  }

  private static void addProtection(VeleroInventory inventory, List<AttentionItem> items) {
    ProtectionStatus protection = inventory.protection();
    String objective = TimestampView.formatDuration(protection.objective());
    switch (protection.level()) {
      case WITHIN -> {}
      case EXCEEDED ->
          items.add(
              AttentionItem.ofFailure(
                  "Too old",
                  1,
                  "The last good snapshot is %s old"
                      .formatted(
                          protection.age() == null
                              ? ""
                              : TimestampView.formatDuration(protection.age())),
                  "The objective is %s.".formatted(objective),
                  "Check the last runs of the schedules, or take a snapshot now.",
                  SnapshotLinks.LIST));
      case UNPROTECTED ->
          items.add(
              AttentionItem.ofFailure(
                  "None",
                  1,
                  "There is no good snapshot",
                  "No completed snapshot to restore from. The objective is %s."
                      .formatted(objective),
                  "Take a snapshot now.",
                  SnapshotLinks.LIST));
    }
  }

  private static void addLocations(VeleroInventory inventory, List<AttentionItem> items) {
    Optional<StorageLocation> byDefault = inventory.defaultLocation();
    inventory.locations().stream()
        .filter(location -> location.phase() == StorageLocation.LocationPhase.UNAVAILABLE)
        .map(location -> unavailable(location, byDefault.filter(location::equals).isPresent()))
        .forEach(items::add);
  }

  /** Velero records when it last synced a location, but not since when it is unavailable. */
  private static AttentionItem unavailable(StorageLocation location, boolean isDefault) {
    @Nullable Instant synced = location.lastSyncedAt();
    String since =
        synced == null
            ? ""
            : ", last synced %s, %s"
                .formatted(TimestampView.day(synced), TimestampView.timeOfDay(synced));
    return AttentionItem.ofSystem(
        "Unavailable",
        "Storage location %s is unavailable".formatted(location.name()) + since,
        (isDefault
                ? "Snapshots can't be stored or restored."
                : "Its snapshots can't be restored, and schedules that use it fail.")
            + (location.message().isEmpty() ? "" : " Velero reports: " + location.message()),
        "Check the bucket and the credentials of the location.",
        SnapshotLinks.HEALTH);
  }

  private static AttentionItem missed(ScheduleStatus schedule) {
    int missed = schedule.missed().size();
    String name = schedule.schedule().name();
    return AttentionItem.ofFailure(
        "Missed",
        1,
        missed == 1
            ? "Schedule %s missed 1 run in 7 days".formatted(name)
            : "Schedule %s missed %,d runs in 7 days".formatted(name, missed),
        "The last one was expected at %s."
            .formatted(
                TimestampView.day(schedule.missed().getLast())
                    + ", "
                    + TimestampView.timeOfDay(schedule.missed().getLast())),
        "Check that the Velero server was running at that time.",
        SnapshotLinks.ofSchedule(name));
  }
}
