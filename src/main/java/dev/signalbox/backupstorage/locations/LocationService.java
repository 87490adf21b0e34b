package dev.signalbox.backupstorage.locations;

import static dev.signalbox.backupstorage.locations.LocationForm.text;

import dev.signalbox.audit.Actor;
import dev.signalbox.audit.AuditLog;
import dev.signalbox.audit.CurrentActor;
import dev.signalbox.audit.Target;
import dev.signalbox.remote.RemoteSystemException;
import dev.signalbox.remote.RemoteSystemException.Conflict;
import dev.signalbox.secrets.Secret;
import dev.signalbox.velero.SignalboxLabels;
import dev.signalbox.velero.commands.CredentialCommands;
import dev.signalbox.velero.commands.LocationCommands;
import dev.signalbox.velero.commands.LocationCommands.StoredLocation;
import dev.signalbox.velero.request.LocationRequest;
import dev.signalbox.velero.request.RequestOrigin;
import dev.signalbox.velero.state.VeleroState;
import dev.signalbox.velero.storage.LocationSettings.Credential;
import dev.signalbox.velero.storage.StorageProvider;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Creates and changes storage locations. The credentials are stored first, under a new key of the
 * Secret, so that the location and its credentials change at the same time. Throws {@link
 * RemoteSystemException} if the API server refuses a request.
 */
@Component
class LocationService {

  /** Velero writes the status of a location about once a minute. */
  private static final int MAX_TRIES = 3;

  private final LocationCommands commands;
  private final CredentialCommands credentials;
  private final VeleroState velero;
  private final AuditLog audit;
  private final CurrentActor actors;
  private final Clock clock;

  LocationService(
      LocationCommands commands,
      CredentialCommands credentials,
      VeleroState velero,
      AuditLog audit,
      CurrentActor actors,
      Clock clock) {
    this.commands = commands;
    this.credentials = credentials;
    this.velero = velero;
    this.audit = audit;
    this.actors = actors;
    this.clock = clock;
  }

  /** Credentials to store before a change. */
  private record NewCredential(
      Credential credential, Secret content, @Nullable String obsoleteKey) {}

  /**
   * Creates a location from a valid form. A create without a response may have taken effect; the
   * location then has the id of the request.
   */
  LocationOutcome create(StorageProvider provider, LocationForm form) {
    String name = text(form.name());
    if (commands.findLocation(name).isPresent()) {
      return new LocationOutcome.NameTaken(name);
    }
    Instant now = clock.instant();
    RequestOrigin origin = origin();
    @Nullable Credential credential =
        LocationDraft.credential(form, name, velero.capabilities(), now);
    ObjectNode manifest =
        LocationRequest.create(
            velero.veleroNamespace(),
            name,
            LocationDraft.settings(form, provider, null, credential),
            origin,
            now);
    // before credentials are stored
    commands.checkNewLocation(manifest);
    audit.recording(
        "snapshot.location.created",
        target(name),
        payload(form, provider),
        () -> {
          if (form.entersKey() && credential != null) {
            credentials.storeCredential(
                credential, name, LocationDraft.content(form, provider), null);
          }
          try {
            commands.createLocation(manifest);
          } catch (RemoteSystemException e) {
            if (!isApplied(name, origin.requestId(), e)) {
              throw e;
            }
          }
          return Boolean.TRUE;
        });
    return new LocationOutcome.Changed(name);
  }

  private boolean isApplied(String name, String requestId, RemoteSystemException failure) {
    if (!failure.hasUnknownOutcome()) {
      return false;
    }
    try {
      return commands
          .findLocation(name)
          .filter(
              found ->
                  found.location().metadata().label(SignalboxLabels.REQUEST_ID).equals(requestId))
          .isPresent();
    } catch (RemoteSystemException e) {
      failure.addSuppressed(e);
      return false;
    }
  }

  LocationOutcome change(String name, StorageProvider provider, LocationForm form) {
    @Nullable StoredLocation found = commands.findLocation(name).orElse(null);
    if (found == null) {
      return new LocationOutcome.Gone(name);
    }
    if (!LocationForm.versionOf(found.location()).equals(form.version())) {
      return new LocationOutcome.Stale(found.location());
    }
    Instant now = clock.instant();
    RequestOrigin origin = origin();
    @Nullable Credential credential =
        LocationDraft.credential(form, name, velero.capabilities(), now);
    @Nullable NewCredential added =
        form.entersKey() && credential != null
            ? new NewCredential(
                credential, LocationDraft.content(form, provider), obsoleteKey(found, credential))
            : null;
    apply(
        "snapshot.location.changed",
        found,
        payload(form, provider),
        added,
        null,
        spec ->
            LocationRequest.change(
                spec,
                LocationDraft.settings(form, provider, found.location(), credential),
                origin,
                now));
    return new LocationOutcome.Changed(name);
  }

  /** Returns the key before the previous change, which no longer can be reverted to. */
  private static @Nullable String obsoleteKey(StoredLocation found, Credential next) {
    @Nullable JsonNode previous = PreviousSettings.spec(found.location());
    if (previous == null
        || !previous.at("/credential/name").asString("").equals(next.name())
        || previous.at("/credential/key").asString("").equals(found.location().credentialKey())) {
      return null;
    }
    return previous.at("/credential/key").asString("");
  }

  /** Restores the settings before the last change. */
  LocationOutcome revert(String name) {
    @Nullable StoredLocation found = commands.findLocation(name).orElse(null);
    if (found == null) {
      return new LocationOutcome.Gone(name);
    }
    @Nullable JsonNode previous = PreviousSettings.spec(found.location());
    if (previous == null) {
      return new LocationOutcome.Refused(name, List.of("No earlier settings are known."));
    }
    Instant now = clock.instant();
    RequestOrigin origin = origin();
    apply(
        "snapshot.location.reverted",
        found,
        Map.of("bucket", previous.at("/objectStorage/bucket").asString("")),
        null,
        replacedKey(found, previous),
        spec ->
            LocationRequest.revert(
                spec, PreviousSettings.withDefaultOf(previous, spec), origin, now));
    return new LocationOutcome.Changed(name);
  }

  /** Returns the key of the Secret that is not used after a revert, or null. */
  private static @Nullable Credential replacedKey(StoredLocation found, JsonNode previous) {
    String secret = LocationDraft.ownSecret(found.location());
    Credential current = new Credential(secret, found.location().credentialKey());
    return secret.isEmpty()
            || current.equals(
                new Credential(
                    previous.at("/credential/name").asString(""),
                    previous.at("/credential/key").asString("")))
        ? null
        : current;
  }

  /** Requests a validation of a location by Velero. */
  LocationOutcome validate(String name) {
    @Nullable StoredLocation found = commands.findLocation(name).orElse(null);
    if (found == null) {
      return new LocationOutcome.Gone(name);
    }
    if (found.location().validationFrequency().isZero()) {
      return new LocationOutcome.Refused(name, List.of(LocationPage.NOT_VALIDATED));
    }
    apply(
        "snapshot.location.validation.requested",
        found,
        Map.of(),
        null,
        null,
        spec -> LocationRequest.validate(spec, clock.instant()));
    return new LocationOutcome.ValidationRequested(name);
  }

  /** Stores credentials, if any, and patches a location whose specification has not changed. */
  private void apply(
      String action,
      StoredLocation found,
      Map<String, ?> payload,
      @Nullable NewCredential added,
      @Nullable Credential replaced,
      Function<JsonNode, ObjectNode> patch) {
    String name = found.location().name();
    JsonNode spec = found.object().path("spec");
    if (added != null) {
      check(found, patch.apply(spec));
    }
    audit.recording(
        action,
        target(name),
        payload,
        () -> {
          if (added != null) {
            credentials.storeCredential(
                added.credential(), name, added.content(), added.obsoleteKey());
          }
          @Nullable StoredLocation current = found;
          for (int tries = 1; current != null; tries++) {
            try {
              commands.patchLocation(current.location(), patch.apply(spec));
              current = null;
            } catch (Conflict e) {
              current = readAgain(found, spec, tries, e);
            }
          }
          if (replaced != null) {
            try {
              credentials.removeCredential(replaced);
            } catch (RemoteSystemException e) {
              // nothing refers to it; the change itself is done
            }
          }
          return Boolean.TRUE;
        });
  }

  /** Returns the location if only its status has changed; otherwise throws the failure. */
  private StoredLocation readAgain(
      StoredLocation found, JsonNode spec, int tries, Conflict failure) {
    @Nullable StoredLocation next = commands.findLocation(found.location().name()).orElse(null);
    if (tries == MAX_TRIES || next == null || !next.object().path("spec").equals(spec)) {
      throw failure;
    }
    return next;
  }

  private void check(StoredLocation found, ObjectNode patch) {
    try {
      commands.checkLocation(found.location(), patch);
    } catch (Conflict e) {
      // Velero has written the status; the change reads the location again
    }
  }

  private RequestOrigin origin() {
    Actor actor = actors.actor();
    return RequestOrigin.of(
        Objects.requireNonNullElse(actor.name(), actor.id()), "", UUID.randomUUID());
  }

  /** What the audit log shows: no credentials. */
  private static Map<String, ?> payload(LocationForm form, StorageProvider provider) {
    Map<String, Object> payload = new LinkedHashMap<>();
    payload.put("provider", provider.code());
    payload.put("bucket", text(form.bucket()));
    payload.put("prefix", text(form.prefix()));
    payload.put("region", text(form.region()));
    payload.put("endpoint", text(form.s3Url()));
    payload.put("read_only", Boolean.TRUE.equals(form.readOnly()));
    payload.put("credentials", form.entersKey() ? "replaced" : text(form.credentials()));
    return payload;
  }

  static Target target(String name) {
    return Target.of("storage-location", name, name);
  }
}
