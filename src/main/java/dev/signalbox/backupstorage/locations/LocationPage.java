package dev.signalbox.backupstorage.locations;

import static dev.signalbox.backupstorage.locations.LocationPermissions.first;

import dev.signalbox.velero.StorageLocation;
import dev.signalbox.velero.StorageLocation.LocationPhase;
import dev.signalbox.velero.state.VeleroInventory;
import dev.signalbox.velero.storage.StorageProvider;
import dev.signalbox.web.ActionButton;
import dev.signalbox.web.FreshnessBanner;
import dev.signalbox.web.ShellQuoting;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;
import tools.jackson.databind.JsonNode;

/**
 * View model of a storage location.
 *
 * @param awaiting whether Velero has not validated it since the last change
 * @param notes full sentences
 * @param revert null if there are no earlier settings to go back to
 * @param setup the page with the commands for its provider, or null
 * @param command the equivalent velero command
 */
record LocationPage(
    FreshnessBanner freshness,
    LocationView location,
    boolean awaiting,
    List<String> notes,
    @Nullable Revert revert,
    Actions actions,
    @Nullable String setup,
    String command) {

  static final String NOT_VALIDATED =
      "Velero doesn't validate this location: its validationFrequency is 0.";

  private static final String FOREIGN =
      "Signalbox changes locations of AWS, GCP and S3-compatible stores only. Use kubectl edit.";

  /** The settings before a change that Velero did not accept. */
  record Revert(ActionButton button, List<String> differences) {}

  /** What can be done with the location. */
  record Actions(
      ActionButton edit, ActionButton validate, ActionButton makeDefault, ActionButton delete) {}

  static LocationPage of(
      FreshnessBanner freshness,
      StorageLocation location,
      VeleroInventory inventory,
      LocationPermissions permissions,
      Clock clock) {
    @Nullable String patch = permissions.location("patch");
    LocationUse use = LocationUse.of(location, inventory);
    return new LocationPage(
        freshness,
        LocationView.of(location, inventory, clock),
        location.isAwaitingValidation(),
        notes(location, use),
        revert(location, patch),
        new Actions(
            new ActionButton(
                "Change location",
                first(patch, StorageProvider.of(location).isEmpty() ? FOREIGN : null)),
            new ActionButton(
                "Validate now",
                first(patch, location.validationFrequency().isZero() ? NOT_VALIDATED : null)),
            new ActionButton("Make default", first(patch, whyNotDefault(location))),
            new ActionButton(
                "Delete location",
                first(
                    permissions.location("delete"),
                    use.obstacles(location).stream().findFirst().orElse(null)))),
        StorageProvider.of(location).map(one -> setup(one, location)).orElse(null),
        "velero backup-location get "
            + ShellQuoting.of(location.name())
            + " --namespace "
            + ShellQuoting.of(location.metadata().namespace()));
  }

  /** Returns the set-up with the bucket of the location. */
  private static String setup(StorageProvider provider, StorageLocation location) {
    UriComponentsBuilder url =
        UriComponentsBuilder.fromPath("/snapshots/setup/" + provider.code())
            .queryParam("bucket", "{bucket}");
    if (provider != StorageProvider.GCP && !location.setting("region").isEmpty()) {
      url.queryParam("region", "{region}");
    }
    return url.encode()
        .buildAndExpand(Map.of("bucket", location.bucket(), "region", location.setting("region")))
        .toUriString();
  }

  /** Returns why the location can't be made the default one, or null. */
  static @Nullable String whyNotDefault(StorageLocation location) {
    if (location.isDefault()) {
      return "It is the default location.";
    }
    if (location.isAwaitingValidation() || location.phase() == LocationPhase.NEW) {
      return "Velero has not validated it yet.";
    }
    if (!location.isAvailable()) {
      return "It is not available.";
    }
    return location.readOnly() ? "It is read-only." : null;
  }

  private static List<String> notes(StorageLocation location, LocationUse use) {
    List<String> notes = new ArrayList<>();
    LocationView.managedNote(location).ifPresent(notes::add);
    if (location.readOnly()) {
      notes.add(
          "The location is read-only: no snapshots are stored in it, and expired ones are not"
              + " deleted.");
    }
    if (!location.isDefault() && use.schedules().isEmpty()) {
      notes.add("No schedule stores to it, and it is not the default location.");
    }
    return List.copyOf(notes);
  }

  private static @Nullable Revert revert(StorageLocation location, @Nullable String denied) {
    if (location.isAwaitingValidation() || location.phase() != LocationPhase.UNAVAILABLE) {
      return null;
    }
    @Nullable JsonNode previous = PreviousSettings.spec(location);
    return previous == null
        ? null
        : new Revert(
            new ActionButton("Restore previous settings", denied),
            PreviousSettings.differences(location, previous));
  }
}
