package dev.signalbox.backupstorage.locations;

import dev.signalbox.velero.StorageLocation;
import dev.signalbox.velero.VeleroField;
import dev.signalbox.velero.state.VeleroInventory;
import dev.signalbox.web.ActionButton;
import dev.signalbox.web.EmptyState;
import dev.signalbox.web.FreshnessBanner;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * View model of the list of storage locations.
 *
 * @param note what the installed Velero doesn't report, or null
 */
record LocationsPage(
    FreshnessBanner freshness,
    String summary,
    ActionButton create,
    List<LocationView> locations,
    @Nullable String note,
    @Nullable EmptyState empty) {

  static LocationsPage of(
      FreshnessBanner freshness, VeleroInventory inventory, ActionButton create, Clock clock) {
    List<LocationView> locations =
        inventory.locations().stream().map(one -> LocationView.of(one, inventory, clock)).toList();
    long available =
        inventory.locations().stream()
            .filter(one -> one.isAvailable() && !one.isAwaitingValidation())
            .count();
    boolean isInstalled = inventory.capabilities().isInstalled();
    return new LocationsPage(
        freshness,
        available + " of " + locations.size() + " available",
        create,
        locations,
        note(inventory),
        !locations.isEmpty()
            ? null
            : isInstalled
                ? new EmptyState(
                    "No storage locations",
                    "Velero needs one to take snapshots: a bucket and the credentials for it.",
                    "Create location",
                    "/snapshots/locations/new")
                : new EmptyState(
                    "Velero is not installed",
                    "Storage locations appear here within a minute after Velero is installed.",
                    "Set up storage and Velero",
                    "/snapshots/setup"));
  }

  private static @Nullable String note(VeleroInventory inventory) {
    return inventory.capabilities().isInstalled()
            && !inventory.capabilities().has(VeleroField.LOCATION_MESSAGE)
        ? "The installed Velero reports no error messages of locations. Check the log of the Velero"
            + " server."
        : null;
  }

  static String url(StorageLocation location) {
    return "/snapshots/locations/" + location.name();
  }
}
