package dev.signalbox.backupstorage.locations;

import dev.signalbox.velero.StorageLocation;
import dev.signalbox.velero.commands.LocationCommands;
import dev.signalbox.velero.state.VeleroState;
import dev.signalbox.web.ObjectNotFoundException;
import org.springframework.stereotype.Component;

/**
 * Finds a storage location by name: in memory, or with a request to the API server, because one
 * that was just created may not have been read yet.
 */
@Component
class LocationLookup {

  private final VeleroState velero;
  private final LocationCommands commands;

  LocationLookup(VeleroState velero, LocationCommands commands) {
    this.velero = velero;
    this.commands = commands;
  }

  /**
   * Returns a location.
   *
   * @throws ObjectNotFoundException if there is none of that name
   */
  StorageLocation get(String name) {
    return velero
        .inventory()
        .location(name)
        .or(() -> commands.findLocation(name).map(LocationCommands.StoredLocation::location))
        .orElseThrow(
            () ->
                new ObjectNotFoundException(
                    "storage location", name, "/snapshots/locations", "storage locations"));
  }
}
