package dev.signalbox.backupstorage.locations;

import static dev.signalbox.backupstorage.locations.LocationForm.text;

import dev.signalbox.velero.StorageLocation;
import dev.signalbox.velero.VeleroNames;
import dev.signalbox.velero.storage.CaCertificate;
import dev.signalbox.velero.storage.EndpointUrl;
import dev.signalbox.velero.storage.StorageCredentials;
import dev.signalbox.velero.storage.StorageProvider;
import dev.signalbox.velero.storage.StorageRules;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.BindingResult;

/** Rejects values of the form that the store or Velero would refuse. */
final class LocationFormCheck {

  /** The name is part of the name of the Secret, and the value of a label. */
  private static final int MAX_NAME = 48;

  private static final Set<String> CREDENTIALS =
      Set.of(LocationForm.KEEP, LocationForm.KEY, LocationForm.SERVER);
  static final List<String> CHECKSUMS =
      List.of(LocationForm.CHECKSUM_OF_PLUGIN, LocationForm.NO_CHECKSUM, "CRC32", "SHA256");

  private final LocationForm form;
  private final StorageProvider provider;
  private final @Nullable StorageLocation existing;
  private final BindingResult errors;

  private LocationFormCheck(
      LocationForm form,
      StorageProvider provider,
      @Nullable StorageLocation existing,
      BindingResult errors) {
    this.form = form;
    this.provider = provider;
    this.existing = existing;
    this.errors = errors;
  }

  /**
   * Adds the violations to the errors.
   *
   * @param existing null for a new location; its current values are accepted as they are
   * @param noCredentials why no credentials can be written, or null
   */
  static void check(
      LocationForm form,
      StorageProvider provider,
      @Nullable StorageLocation existing,
      @Nullable String noCredentials,
      Instant now,
      BindingResult errors) {
    // a value of another type must be corrected first, because Spring accepts no further errors
    if (errors.getTarget() != null) {
      LocationFormCheck check = new LocationFormCheck(form, provider, existing, errors);
      check.names();
      check.endpoint(now);
      check.credentials(noCredentials);
    }
  }

  private void names() {
    String name = text(form.name());
    if (existing == null
        && (name.length() > MAX_NAME || name.contains(".") || !VeleroNames.isValid(name))) {
      reject("name", "Use lowercase letters, digits and hyphens, at most 48 characters.");
    }
    String bucket = text(form.bucket());
    if (!bucket.isEmpty() && !isCurrent(bucket, existing == null ? "" : existing.bucket())) {
      reject("bucket", StorageRules.bucket(provider, bucket));
    }
    String prefix = text(form.prefix());
    if (!isCurrent(prefix, existing == null ? "" : existing.prefix())) {
      reject("prefix", StorageRules.prefix(prefix));
    }
    if (!isSetting("region", form.region())) {
      reject("region", StorageRules.region(provider, text(form.region())));
    }
    String account = text(form.serviceAccount());
    if (provider == StorageProvider.GCP
        && !account.isEmpty()
        && !isSetting("serviceAccount", account)) {
      reject("serviceAccount", StorageRules.serviceAccount(account));
    }
    String key = text(form.kmsKey());
    if (!key.matches("[!-~]*")) {
      reject("kmsKey", "Must not contain spaces.");
    }
  }

  private void endpoint(Instant now) {
    if (provider != StorageProvider.S3) {
      return;
    }
    boolean acceptHttp = Boolean.TRUE.equals(form.acceptHttp());
    if (!isSetting("s3Url", form.s3Url())) {
      reject("s3Url", EndpointUrl.check(text(form.s3Url()), acceptHttp));
    }
    String publicUrl = text(form.publicUrl());
    if (!publicUrl.isEmpty() && !isSetting("publicUrl", publicUrl)) {
      reject("publicUrl", EndpointUrl.check(publicUrl, acceptHttp));
    }
    String certificate = text(form.caCertificate());
    if (!certificate.isEmpty()) {
      reject("caCertificate", CaCertificate.check(certificate, now));
    }
    String secret = text(form.caSecret());
    if (!certificate.isEmpty() && !secret.isEmpty()) {
      reject("caSecret", "Enter the certificate or a Secret, not both.");
    } else if (!secret.isEmpty() && !isSecretKey(secret)) {
      reject("caSecret", "Enter name and key, such as minio-ca/ca.crt.");
    }
    if (form.checksum() != null && !CHECKSUMS.contains(form.checksum())) {
      reject("checksum", "Choose one of the list.");
    }
  }

  private void credentials(@Nullable String noCredentials) {
    String choice = form.credentials() == null ? LocationForm.KEY : form.credentials();
    if (!CREDENTIALS.contains(choice) || (existing == null && choice.equals(LocationForm.KEEP))) {
      reject("credentials", "Choose one of the list.");
    } else if (choice.equals(LocationForm.KEY) && noCredentials != null) {
      reject("credentials", noCredentials);
    } else if (choice.equals(LocationForm.KEY) && provider == StorageProvider.GCP) {
      reject("keyFile", StorageCredentials.checkKeyFile(text(form.keyFile())));
    } else if (choice.equals(LocationForm.KEY)) {
      reject(
          "accessKeyId", StorageCredentials.checkAccessKeyId(provider, text(form.accessKeyId())));
      reject("secretKey", StorageCredentials.checkSecretKey(provider, text(form.secretKey())));
    }
  }

  private static boolean isSecretKey(String text) {
    int slash = text.indexOf('/');
    return slash > 0
        && VeleroNames.isValid(text.substring(0, slash))
        && text.substring(slash + 1).matches("[-._a-zA-Z0-9]{1,253}");
  }

  private boolean isSetting(String setting, @Nullable String value) {
    return isCurrent(text(value), existing == null ? "" : existing.setting(setting));
  }

  /** An existing value may be one that Signalbox would not accept. */
  private boolean isCurrent(String value, String current) {
    return existing != null && !value.isEmpty() && value.equals(current);
  }

  private void reject(String field, Optional<String> violation) {
    violation.ifPresent(message -> reject(field, message));
  }

  private void reject(String field, String message) {
    errors.rejectValue(field, "invalid", message);
  }
}
