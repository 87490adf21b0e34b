package dev.signalbox.velero.commands;

import dev.signalbox.remote.ActionRisk;
import dev.signalbox.remote.Mutating;
import dev.signalbox.velero.StorageLocation;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Changes of storage locations. All methods throw {@link
 * dev.signalbox.remote.RemoteSystemException} if the request fails. A change whose failure has no
 * status or a status from 500 may have been applied.
 */
public interface LocationCommands {

  /** A location with the complete object. */
  record StoredLocation(StorageLocation location, JsonNode object) {}

  /** Returns a location as the API server has it now. */
  Optional<StoredLocation> findLocation(String name);

  /** Has the API server check a new location without storing it. */
  void checkNewLocation(JsonNode manifest);

  /** Has the API server check a change without storing it. */
  void checkLocation(StorageLocation location, JsonNode patch);

  /**
   * Creates a location.
   *
   * @param manifest the BackupStorageLocation
   */
  @Mutating(ActionRisk.HIGH)
  void createLocation(JsonNode manifest);

  /**
   * Changes fields of a location. Fails with {@code Conflict} if it has changed since it was read.
   *
   * @param patch a JSON merge patch of metadata and spec
   */
  @Mutating(ActionRisk.HIGH)
  void patchLocation(StorageLocation location, JsonNode patch);

  /** Deletes a location. Its files and the Backup objects stay. */
  @Mutating(ActionRisk.HIGH)
  void deleteLocation(StorageLocation location);
}
