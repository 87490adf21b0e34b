package dev.signalbox.snapshots;

import dev.signalbox.velero.Backup;
import dev.signalbox.velero.SnapshotState;
import dev.signalbox.velero.state.ScheduleStatus;
import dev.signalbox.velero.state.VeleroInventory;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What all lists of an inventory share, computed once for each.
 *
 * @param rows newest first
 * @param counts numbers of snapshots by state
 * @param schedules names of all schedules, also of those that only snapshots name
 */
record SnapshotRows(
    VeleroInventory inventory,
    List<SnapshotRow> rows,
    Map<SnapshotState, Long> counts,
    List<String> schedules) {

  static SnapshotRows of(VeleroInventory inventory) {
    List<SnapshotRow> rows =
        inventory.backups().stream().map(backup -> SnapshotRow.of(backup, inventory)).toList();
    return new SnapshotRows(
        inventory,
        rows,
        rows.stream().collect(Collectors.groupingBy(SnapshotRow::state, Collectors.counting())),
        Stream.concat(
                inventory.schedules().stream().map(ScheduleStatus::schedule).map(one -> one.name()),
                inventory.backups().stream().map(Backup::scheduleName))
            .filter(name -> !name.isEmpty())
            .distinct()
            .sorted()
            .toList());
  }

  /** Returns these rows, or those of another inventory. */
  @SuppressWarnings("ReferenceEquality") // comparing all objects would take longer
  SnapshotRows refreshed(VeleroInventory current) {
    return current == inventory ? this : of(current);
  }
}
