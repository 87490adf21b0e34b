package dev.signalbox.backupstorage.locations;

import dev.signalbox.velero.Backup;
import dev.signalbox.velero.StorageLocation;
import dev.signalbox.velero.state.VeleroInventory;
import java.util.ArrayList;
import java.util.List;

/**
 * What uses a storage location.
 *
 * @param schedules names of the schedules that store to it
 * @param snapshots number of snapshots in it
 * @param running names of the snapshots that are being taken
 */
record LocationUse(List<String> schedules, int snapshots, List<String> running) {

  static LocationUse of(StorageLocation location, VeleroInventory inventory) {
    boolean isImplicit =
        inventory.defaultLocation().filter(one -> one.name().equals(location.name())).isPresent();
    List<Backup> backups =
        inventory.backups().stream()
            .filter(backup -> isIn(location, backup.locationName(), isImplicit))
            .toList();
    return new LocationUse(
        inventory.schedules().stream()
            .map(status -> status.schedule())
            .filter(schedule -> isIn(location, schedule.template().storageLocation(), isImplicit))
            .map(schedule -> schedule.name())
            .toList(),
        backups.size(),
        backups.stream().filter(backup -> backup.state().isActive()).map(Backup::name).toList());
  }

  private static boolean isIn(StorageLocation location, String named, boolean isImplicit) {
    return named.isEmpty() ? isImplicit : named.equals(location.name());
  }

  /** Returns why the location can't be deleted, as full sentences; none if it can. */
  List<String> obstacles(StorageLocation location) {
    List<String> obstacles = new ArrayList<>();
    if (location.isDefault()) {
      obstacles.add("It is the default location. Make another one the default first.");
    }
    if (!schedules.isEmpty()) {
      obstacles.add(
          (schedules.size() == 1 ? "A schedule stores" : schedules.size() + " schedules store")
              + " to it: "
              + String.join(", ", schedules)
              + ". Change or delete "
              + (schedules.size() == 1 ? "it" : "them")
              + " first.");
    }
    if (!running.isEmpty()) {
      obstacles.add("A snapshot is being taken: " + String.join(", ", running) + ".");
    }
    return List.copyOf(obstacles);
  }
}
