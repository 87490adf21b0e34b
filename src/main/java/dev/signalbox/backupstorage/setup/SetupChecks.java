package dev.signalbox.backupstorage.setup;

import dev.signalbox.backupstorage.setup.SetupSteps.SetupStep.Check;
import dev.signalbox.velero.Backup;
import dev.signalbox.velero.StorageLocation;
import dev.signalbox.velero.StorageLocation.LocationPhase;
import dev.signalbox.velero.health.HealthCheck;
import dev.signalbox.velero.health.HealthCheck.Level;
import dev.signalbox.velero.health.HealthCheck.Subject;
import dev.signalbox.velero.health.VeleroHealth;
import dev.signalbox.velero.state.VeleroInventory;
import dev.signalbox.velero.storage.StorageError;
import dev.signalbox.velero.storage.StorageProvider;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Checks the steps by what the cluster shows. Signalbox has no access to the accounts of the cloud:
 * whether a bucket, a policy and a key are right is known from Velero's validation.
 */
final class SetupChecks {

  private static final Set<StorageError> OF_BUCKET =
      Set.of(StorageError.NO_BUCKET, StorageError.WRONG_REGION, StorageError.OTHER_CONTENT);
  private static final Set<StorageError> OF_CREDENTIALS =
      Set.of(StorageError.INVALID_CREDENTIALS, StorageError.NO_CREDENTIALS);
  private static final Set<StorageError> OF_PERMISSIONS = Set.of(StorageError.ACCESS_DENIED);

  private final VeleroHealth health;
  private final VeleroInventory inventory;
  private final @Nullable StorageLocation location;

  SetupChecks(VeleroHealth health, VeleroInventory inventory, @Nullable StorageLocation location) {
    this.health = health;
    this.inventory = inventory;
    this.location = location;
  }

  /** Returns the location for a bucket, or the first one of the provider if none is named. */
  static Optional<StorageLocation> location(
      VeleroInventory inventory, StorageProvider provider, String bucket) {
    List<StorageLocation> all =
        inventory.locations().stream()
            .filter(one -> StorageProvider.of(one).filter(found -> found == provider).isPresent())
            .filter(one -> bucket.isEmpty() || one.bucket().equals(bucket))
            .toList();
    return all.stream()
        .filter(StorageLocation::isDefault)
        .findFirst()
        .or(() -> all.stream().findFirst());
  }

  Check bucket() {
    return byValidation(OF_BUCKET, "Velero reaches the bucket.");
  }

  Check permissions() {
    return byValidation(OF_PERMISSIONS, "Velero may use the bucket.");
  }

  Check credentials() {
    Check validated = byValidation(OF_CREDENTIALS, "The store accepts the credentials.");
    HealthCheck secret = health.check(Subject.CREDENTIALS);
    return location == null && secret.level() == Level.OK
        ? Check.done(secret.finding())
        : validated;
  }

  /** A location that fails for another reason proves nothing. */
  private Check byValidation(Set<StorageError> errors, String success) {
    if (location == null) {
      return Check.pending("Checked by Velero once a location with this bucket exists.");
    }
    if (location.isAwaitingValidation() || location.phase() == LocationPhase.NEW) {
      return Check.pending("Velero is validating location " + location.name() + ".");
    }
    if (location.isAvailable()) {
      return Check.done(success);
    }
    StorageError error = StorageError.of(location.message());
    return errors.contains(error)
        ? Check.failed(error.title() + ".", error.remedy(location, location.message()))
        : Check.pending("Not known: location " + location.name() + " fails for another reason.");
  }

  /** The resources, the server and the plugin of Velero. */
  Check velero() {
    HealthCheck api = health.check(Subject.API);
    if (api.level() != Level.OK) {
      return api.finding().startsWith("Velero is not installed")
          ? Check.pending("Velero is not installed yet.")
          : Check.failed(api.finding(), api.remedy());
    }
    for (Subject subject : List.of(Subject.SERVER, Subject.PLUGIN)) {
      HealthCheck check = health.check(subject);
      if (check.level() == Level.ERROR) {
        return Check.failed(check.finding(), check.remedy());
      }
    }
    HealthCheck response = health.check(Subject.RESPONSE);
    return response.level() == Level.OK
        ? Check.done(response.finding() + " " + health.check(Subject.PLUGIN).finding())
        : Check.pending("The server is running. Its response is awaited.");
  }

  Check location() {
    if (location == null) {
      return Check.pending("There is no location with this bucket.");
    }
    String name = "Location " + location.name();
    if (location.isAwaitingValidation() || location.phase() == LocationPhase.NEW) {
      return Check.pending(name + " is being validated, which takes about a minute.");
    }
    if (!location.isAvailable()) {
      return Check.failed(
          "%s is unavailable%s"
              .formatted(name, location.message().isEmpty() ? "." : ": " + location.message()),
          StorageError.of(location.message()).remedy(location, location.message()));
    }
    if (location.readOnly()) {
      return Check.failed(name + " is read-only.", "Change its access mode.");
    }
    return inventory.defaultLocation().isEmpty()
        ? Check.pending(
            name + " is available. Make it the default one, which snapshots use if they name none.")
        : Check.done(name + " is available.");
  }

  Check nodeAgents() {
    HealthCheck agents = health.check(Subject.NODE_AGENTS);
    return switch (agents.level()) {
      case OK -> Check.done(agents.finding());
      case WARNING, ERROR ->
          health.check(Subject.SERVER).level() == Level.OK
              ? Check.failed(agents.finding(), agents.remedy())
              : Check.pending("Velero is not running yet.");
      case UNKNOWN -> Check.pending("Checked once Velero is installed.");
    };
  }

  Check snapshot() {
    if (location == null || !location.acceptsBackups() || location.isAwaitingValidation()) {
      return Check.pending("Possible once the location is available.");
    }
    @Nullable Backup last = inventory.protection().lastGood();
    return last == null
        ? Check.pending("A snapshot can be taken now.")
        : Check.done("The last good snapshot is " + last.name() + ".");
  }
}
