package dev.signalbox.backupstorage.locations;

import static dev.signalbox.backupstorage.locations.LocationForm.text;

import dev.signalbox.secrets.Secret;
import dev.signalbox.velero.StorageLocation;
import dev.signalbox.velero.VeleroCapabilities;
import dev.signalbox.velero.VeleroField;
import dev.signalbox.velero.storage.CaCertificate;
import dev.signalbox.velero.storage.LocationSettings;
import dev.signalbox.velero.storage.LocationSettings.CaSource;
import dev.signalbox.velero.storage.LocationSettings.Credential;
import dev.signalbox.velero.storage.StorageCredentials;
import dev.signalbox.velero.storage.StorageProvider;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a valid form asks for. */
final class LocationDraft {

  /** The Secret of {@code velero install}. */
  static final Credential SHARED = new Credential("cloud-credentials", "cloud");

  private static final String SECRET_PREFIX = "signalbox-location-";

  /** Each key of the Secret has its own name, so that a change can be reverted. */
  private static final DateTimeFormatter KEY_NAME =
      DateTimeFormatter.ofPattern("'cloud-'yyyyMMddHHmmssSSS", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private LocationDraft() {}

  /**
   * Returns the settings that the form asks for.
   *
   * @param existing null for a new location
   */
  static LocationSettings settings(
      LocationForm form,
      StorageProvider provider,
      @Nullable StorageLocation existing,
      @Nullable Credential credential) {
    return new LocationSettings(
        provider,
        text(form.bucket()),
        text(form.prefix()),
        Boolean.TRUE.equals(form.readOnly()),
        config(form, provider),
        provider == StorageProvider.S3 ? caCertificate(form, existing) : null,
        SHARED.equals(credential) ? Credential.OF_SERVER : credential);
  }

  private static Map<String, String> config(LocationForm form, StorageProvider provider) {
    Map<String, String> config = new LinkedHashMap<>();
    config.put(LocationForm.kmsSetting(provider), text(form.kmsKey()));
    switch (provider) {
      case AWS -> config.put("region", text(form.region()));
      case GCP -> config.put("serviceAccount", text(form.serviceAccount()));
      case S3 -> {
        config.remove(LocationForm.kmsSetting(provider));
        config.put("region", text(form.region()));
        config.put("s3Url", withoutSlash(text(form.s3Url())));
        config.put("publicUrl", withoutSlash(text(form.publicUrl())));
        config.put("s3ForcePathStyle", String.valueOf(Boolean.TRUE.equals(form.pathStyle())));
        config.put("checksumAlgorithm", checksum(form));
      }
    }
    return config;
  }

  private static String withoutSlash(String url) {
    return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
  }

  private static String checksum(LocationForm form) {
    @Nullable String choice = form.checksum();
    if (choice == null || choice.equals(LocationForm.CHECKSUM_OF_PLUGIN)) {
      return "";
    }
    return choice.equals(LocationForm.NO_CHECKSUM) ? LocationSettings.EMPTY : choice;
  }

  private static @Nullable CaSource caCertificate(
      LocationForm form, @Nullable StorageLocation existing) {
    String certificate = text(form.caCertificate());
    if (!certificate.isEmpty()) {
      return new CaSource.Inline(CaCertificate.encode(certificate));
    }
    String secret = text(form.caSecret());
    int slash = secret.indexOf('/');
    if (slash > 0) {
      return new CaSource.InSecret(secret.substring(0, slash), secret.substring(slash + 1));
    }
    boolean cleared =
        form.caSecret() != null && existing != null && !existing.caCertificateSecret().isEmpty();
    return cleared || Boolean.TRUE.equals(form.removeCaCertificate()) ? new CaSource.None() : null;
  }

  /**
   * Returns the Secret and key that the form asks for; null to keep those of the location.
   *
   * @param location name of the location
   */
  static @Nullable Credential credential(
      LocationForm form, String location, VeleroCapabilities velero, Instant now) {
    if (LocationForm.SERVER.equals(form.credentials())) {
      return Credential.OF_SERVER;
    }
    if (!form.entersKey()) {
      return null;
    }
    // without a schema, every supported version is assumed to have the field
    return velero.fields().isEmpty() || velero.has(VeleroField.LOCATION_CREDENTIAL)
        ? new Credential(SECRET_PREFIX + location, KEY_NAME.format(now))
        : SHARED;
  }

  /** Returns the Secret that Signalbox created for a location, or empty. */
  static String ownSecret(StorageLocation location) {
    return location.credentialName().equals(SECRET_PREFIX + location.name())
        ? location.credentialName()
        : "";
  }

  static Secret content(LocationForm form, StorageProvider provider) {
    return provider == StorageProvider.GCP
        ? StorageCredentials.gcp(text(form.keyFile()))
        : StorageCredentials.aws(text(form.accessKeyId()), text(form.secretKey()));
  }
}
