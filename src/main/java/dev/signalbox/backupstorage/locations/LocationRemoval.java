package dev.signalbox.backupstorage.locations;

import dev.signalbox.audit.AuditLog;
import dev.signalbox.remote.RemoteSystemException;
import dev.signalbox.velero.StorageLocation;
import dev.signalbox.velero.commands.CredentialCommands;
import dev.signalbox.velero.commands.LocationCommands;
import dev.signalbox.velero.commands.LocationCommands.StoredLocation;
import dev.signalbox.velero.request.LocationRequest;
import dev.signalbox.velero.state.VeleroState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Decides which location is the default one, and deletes locations. Throws {@link
 * RemoteSystemException} if the API server refuses a request.
 */
@Component
class LocationRemoval {

  private final LocationCommands commands;
  private final CredentialCommands credentials;
  private final VeleroState velero;
  private final AuditLog audit;

  LocationRemoval(
      LocationCommands commands,
      CredentialCommands credentials,
      VeleroState velero,
      AuditLog audit) {
    this.commands = commands;
    this.credentials = credentials;
    this.velero = velero;
    this.audit = audit;
  }

  /**
   * Makes a location the default one. The others lose that state afterwards, so that there is
   * always one.
   */
  LocationOutcome makeDefault(String name) {
    @Nullable StoredLocation found = commands.findLocation(name).orElse(null);
    if (found == null) {
      return new LocationOutcome.Gone(name);
    }
    @Nullable String obstacle = LocationPage.whyNotDefault(found.location());
    if (obstacle != null) {
      return new LocationOutcome.Refused(name, List.of(obstacle));
    }
    List<StorageLocation> others =
        velero.inventory().locations().stream()
            .filter(one -> one.isDefault() && !one.name().equals(name))
            .toList();
    audit.recording(
        "snapshot.location.default.changed",
        LocationService.target(name),
        Map.of("previous", others.stream().map(StorageLocation::name).toList()),
        () -> {
          commands.patchLocation(found.location(), LocationRequest.makeDefault(true));
          for (StorageLocation other : others) {
            commands
                .findLocation(other.name())
                .ifPresent(
                    one ->
                        commands.patchLocation(one.location(), LocationRequest.makeDefault(false)));
          }
          return Boolean.TRUE;
        });
    return new LocationOutcome.MadeDefault(name);
  }

  /**
   * Deletes a location that nothing uses, and the Secret that Signalbox created for it.
   *
   * @param uid the location that the page has shown
   */
  LocationOutcome delete(String name, String uid) {
    @Nullable StoredLocation found = commands.findLocation(name).orElse(null);
    if (found == null) {
      return new LocationOutcome.Gone(name);
    }
    StorageLocation location = found.location();
    List<String> obstacles = new ArrayList<>();
    if (!uid.equals(location.metadata().uid())) {
      obstacles.add("Another location has this name now. Check that it is the one to delete.");
    }
    obstacles.addAll(LocationUse.of(location, velero.inventory()).obstacles(location));
    if (!obstacles.isEmpty()) {
      return new LocationOutcome.Refused(name, List.copyOf(obstacles));
    }
    String secret = LocationDraft.ownSecret(location);
    boolean isSecretLeft =
        audit.recording(
            "snapshot.location.deleted",
            LocationService.target(name),
            Map.of("bucket", location.bucket(), "secret", secret),
            () -> {
              commands.deleteLocation(location);
              if (secret.isEmpty()) {
                return Boolean.FALSE;
              }
              try {
                credentials.deleteCredentials(secret);
                return Boolean.FALSE;
              } catch (RemoteSystemException e) {
                // the location is deleted; the message names the Secret
                return Boolean.TRUE;
              }
            });
    return new LocationOutcome.Deleted(name, isSecretLeft ? secret : "");
  }
}
