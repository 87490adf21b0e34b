package dev.signalbox.backupstorage.locations;

import dev.signalbox.velero.StorageLocation;
import dev.signalbox.velero.state.VeleroInventory;
import dev.signalbox.velero.storage.StorageCommands;
import dev.signalbox.velero.storage.StorageError;
import dev.signalbox.velero.storage.StorageProvider;
import dev.signalbox.web.StatusLabel;
import dev.signalbox.web.TimestampView;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A storage location as the list and its own page show it.
 *
 * @param provider name of the object store
 * @param target bucket with prefix
 * @param settings configuration values, ordered by name
 * @param use what stores to it
 * @param managedBy the tool that reverts changes, or null
 * @param problem null while there is none
 */
record LocationView(
    String name,
    StatusLabel status,
    boolean isDefault,
    String provider,
    String target,
    String accessMode,
    Map<String, String> settings,
    String credential,
    LocationUse use,
    @Nullable TimestampView validated,
    @Nullable TimestampView synced,
    @Nullable String managedBy,
    @Nullable Problem problem) {

  /**
   * Why Velero can't use a location.
   *
   * @param message Velero's error
   * @param title kind of the error
   * @param command shows the cause
   */
  record Problem(String message, String title, String remedy, String command) {}

  static LocationView of(StorageLocation location, VeleroInventory inventory, Clock clock) {
    return new LocationView(
        location.name(),
        status(location, clock),
        location.isDefault(),
        StorageProvider.of(location).map(StorageProvider::label).orElse(location.provider()),
        location.prefix().isEmpty()
            ? location.bucket()
            : location.bucket() + "/" + location.prefix(),
        location.readOnly() ? "ReadOnly" : "ReadWrite",
        new TreeMap<>(location.config()),
        location.credentialName().isEmpty()
            ? "those of the Velero server"
            : "Secret " + location.credentialName() + ", key " + location.credentialKey(),
        LocationUse.of(location, inventory),
        TimestampView.ofNullable(location.lastValidatedAt(), clock),
        TimestampView.ofNullable(location.lastSyncedAt(), clock),
        location.metadata().managedBy(),
        problem(location));
  }

  /** Returns the note that a tool reverts changes; empty if no tool manages the location. */
  static Optional<String> managedNote(StorageLocation location) {
    return Optional.ofNullable(location.metadata().managedBy())
        .map(
            tool ->
                "This location is managed by "
                    + tool
                    + ", which reverts changes made here. Change it there instead.");
  }

  /** The error of an earlier validation says nothing about a change. */
  private static @Nullable Problem problem(StorageLocation location) {
    if (location.message().isEmpty() || location.isAwaitingValidation()) {
      return null;
    }
    StorageError error = StorageError.of(location.message());
    return new Problem(
        location.message(),
        error.title(),
        error.remedy(location, location.message()),
        StorageCommands.inspect(error, location));
  }

  static StatusLabel status(StorageLocation location, Clock clock) {
    if (location.isAwaitingValidation()) {
      return StatusLabel.waiting("Validating");
    }
    List<String> more = new ArrayList<>();
    if (location.readOnly()) {
      more.add("read-only");
    }
    if (location.isValidationOverdue(clock.instant())) {
      more.add("validation overdue");
    }
    String suffix = more.isEmpty() ? "" : ", " + String.join(", ", more);
    return switch (location.phase()) {
      case NEW -> StatusLabel.waiting("Not validated yet" + suffix);
      case AVAILABLE ->
          more.isEmpty() ? StatusLabel.ok("Available") : StatusLabel.warn("Available" + suffix);
      case UNAVAILABLE -> StatusLabel.bad("Unavailable" + suffix);
      case UNKNOWN -> StatusLabel.unknown(location.phaseText() + suffix);
    };
  }
}
