package dev.signalbox.backupstorage.locations;

import static dev.signalbox.backupstorage.locations.LocationPermissions.first;

import dev.signalbox.velero.StorageLocation;
import dev.signalbox.velero.VeleroField;
import dev.signalbox.velero.state.VeleroInventory;
import dev.signalbox.velero.state.VeleroState;
import dev.signalbox.velero.storage.StorageProvider;
import dev.signalbox.web.ActionButton;
import java.time.Clock;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.validation.BindingResult;

/** Creates the pages with the form of a storage location, and checks the form. */
@Component
class LocationFormPages {

  private final VeleroState velero;
  private final LocationPermissions permissions;
  private final Clock clock;

  LocationFormPages(VeleroState velero, LocationPermissions permissions, Clock clock) {
    this.velero = velero;
    this.permissions = permissions;
    this.clock = clock;
  }

  /** Adds the violations of the form to the errors. */
  void check(
      LocationForm form,
      StorageProvider provider,
      @Nullable StorageLocation existing,
      BindingResult errors) {
    LocationFormCheck.check(
        form, provider, existing, permissions.credentials(), clock.instant(), errors);
    if (errors.getTarget() != null
        && !LocationForm.text(form.caSecret()).isEmpty()
        && !hasCaSecrets(velero.inventory(), existing)) {
      errors.rejectValue(
          "caCertificate",
          "invalid",
          "The installed Velero reads no certificate in a Secret. Enter the certificate.");
    }
  }

  LocationFormPage create(StorageProvider provider, LocationForm submitted, BindingResult errors) {
    VeleroInventory inventory = velero.inventory();
    return new LocationFormPage(
        velero.freshness(),
        null,
        provider.code(),
        LocationFormPage.providers(provider),
        List.of(
            "A new location is not the default one. It can be made the default once Velero has"
                + " validated it."),
        LocationFields.of(
            submitted.withDefaults(provider),
            provider,
            new LocationFields.Offer(
                true, false, hasCaSecrets(inventory, null), hasChecksums(inventory)),
            errors),
        permissions.credentials(),
        null,
        new ActionButton("Create location", disabled("create", inventory)),
        "/snapshots/setup/" + provider.code());
  }

  LocationFormPage change(
      StorageLocation location,
      StorageProvider provider,
      LocationForm submitted,
      BindingResult errors) {
    LocationForm form = submitted.withDefaults(location, provider);
    return change(location, provider, form, form.version(), errors);
  }

  private LocationFormPage change(
      StorageLocation location,
      StorageProvider provider,
      LocationForm form,
      @Nullable String version,
      BindingResult errors) {
    VeleroInventory inventory = velero.inventory();
    return new LocationFormPage(
        velero.freshness(),
        location.name(),
        provider.code(),
        List.of(),
        LocationFormPage.notes(location, LocationUse.of(location, inventory)),
        LocationFields.of(
            form,
            provider,
            new LocationFields.Offer(
                false,
                !location.caCertificate().isEmpty(),
                hasCaSecrets(inventory, location),
                hasChecksums(inventory) || location.config().containsKey("checksumAlgorithm")),
            errors),
        permissions.credentials(),
        version,
        new ActionButton("Save location", disabled("patch", inventory)),
        "/snapshots/setup/" + provider.code());
  }

  private @Nullable String disabled(String verb, VeleroInventory inventory) {
    return first(
        permissions.location(verb),
        inventory.capabilities().isInstalled()
            ? null
            : "Velero is not installed, or its resources have not been read yet.");
  }

  /** Returns the page with the input of a form that was filled with other settings. */
  LocationFormPage changeAgain(
      StorageLocation current,
      StorageProvider provider,
      LocationForm submitted,
      BindingResult errors) {
    rejectStale(current, submitted.entersKey(), errors);
    LocationForm form = submitted.withDefaults(current, provider);
    return change(current, provider, form, LocationForm.versionOf(current), errors);
  }

  private static boolean hasCaSecrets(
      VeleroInventory inventory, @Nullable StorageLocation location) {
    return inventory.capabilities().has(VeleroField.LOCATION_CA_CERT_REF)
        || (location != null && !location.caCertificateSecret().isEmpty());
  }

  /** The plugin knows the setting since the version for Velero 1.14. */
  private static boolean hasChecksums(VeleroInventory inventory) {
    return inventory.capabilities().has(VeleroField.SKIP_IMMEDIATELY);
  }

  /** Rejects a form that was filled with other settings, with those of the location now. */
  private static void rejectStale(StorageLocation current, boolean hasKey, BindingResult errors) {
    StringJoiner settings = new StringJoiner(", ");
    PreviousSettings.values(current)
        .forEach((name, value) -> settings.add(name + " " + (value.isEmpty() ? "none" : value)));
    errors.rejectValue(
        "bucket",
        "stale",
        "The location was changed after this page was opened. It now has: "
            + settings
            + ". Save again to replace these settings."
            + (hasKey ? " Enter the key again." : ""));
  }
}
